"""Une personne connectée, pour les pages de l'interface."""

import pytest

from jalon.comptes.models import Profil, Utilisateur

MOT_DE_PASSE = "demonstration"


@pytest.fixture
def personne(db) -> Utilisateur:
    """Paul Henry, au profil « Conseiller » d'essai."""
    profil = Profil.objects.create(code="essai-ui", libelle="Conseiller", droits=["dossiers.ecriture"])
    paul = Utilisateur(courriel="paul.henry@exemple.fr", prenom="Paul", nom="Henry", profil=profil)
    paul.set_password(MOT_DE_PASSE)
    paul.save()
    return paul


@pytest.fixture
def connecte(client, personne):
    """Le client d'essai, connecté."""
    client.force_login(personne)
    return client
