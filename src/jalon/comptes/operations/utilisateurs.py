"""Actes sur les utilisateurs."""

from django.db import transaction

from jalon.journal.operations import journaliser
from jalon.socle.acces import exiger
from jalon.structure.models import Centre

from ..enums import Acte
from ..models import Profil, Utilisateur


@transaction.atomic
def creer_utilisateur(
    *,
    par,
    courriel: str,
    prenom: str,
    nom: str,
    profil: Profil,
    centre: Centre | None = None,
    mot_de_passe: str | None = None,
) -> Utilisateur:
    """Crée un compte. Sans mot de passe, il n'ouvre rien tant que la personne n'a pas choisi le sien."""
    exiger(par, "admin.ecriture")
    utilisateur = Utilisateur(
        courriel=courriel.strip().lower(), prenom=prenom, nom=nom, profil=profil, centre=centre
    )
    utilisateur.set_password(mot_de_passe)
    utilisateur.save()
    journaliser(par=par, acte=Acte.UTILISATEUR_CREE, objet=utilisateur)
    return utilisateur
