"""Qui prend d'office le dossier qu'il ouvre : selon le profil livré dont le sien vient (domaine, « Dossier »)."""

import pytest

from jalon.comptes.models import Profil, Utilisateur
from jalon.comptes.operations import dupliquer_profil
from jalon.dossiers.rules.affectation import affectation_d_office
from tests.fabriques import dossier, profil, utilisateur


@pytest.mark.parametrize(
    ("origine", "role"),
    [
        ("conseiller", "conseiller"),
        ("gestionnaire", "gestionnaire"),
        ("responsable", None),
        ("administrateur", None),
        ("consultation", None),
        ("formateur-vacataire", None),
        ("", None),
    ],
)
def test_le_role_pris_d_office(origine, role):
    assert affectation_d_office(origine) == role


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["conseiller", "gestionnaire"])
def test_un_profil_duplique_garde_l_affectation_d_office(role, client):
    copie = dupliquer_profil(par=utilisateur("administrateur"), profil=profil(role), libelle="Vacataire")
    Profil.objects.filter(pk=copie.pk).update(libelle="Tout autre nom")
    compte = utilisateur(role)
    Utilisateur.objects.filter(pk=compte.pk).update(profil=copie)
    par = Utilisateur.objects.pour_connexion().get(pk=compte.pk)
    assert getattr(dossier(par), role) == par
    client.force_login(par)
    choisi = f'<option value="{par.pk}" selected>' in client.get("/dossiers/nouveau/").content.decode()
    assert choisi is (role == "conseiller")
