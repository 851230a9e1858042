"""La commande `jalon installer` : un administrateur, un lien qui sert une fois."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from jalon.comptes.models import Profil, Utilisateur
from jalon.comptes.profils import PROFILS
from jalon.journal.models import Entree
from tests import fabriques

pytestmark = [pytest.mark.lent, pytest.mark.django_db]
QUI = {"courriel": "ada@exemple.fr", "prenom": "Ada", "nom": "Martin"}
MOT_DE_PASSE = "une phrase de passe assez longue"


@pytest.fixture(autouse=True)
def profils(db):
    for livre in PROFILS:
        Profil.objects.get_or_create(code=livre["code"], defaults=livre)


def installer(**options) -> str:
    sortie = StringIO()
    call_command("installer", stdout=sortie, **(QUI | options))
    return sortie.getvalue()


def lien(texte: str) -> str:
    return re.search(r"(/invitation/\S+)", texte)[1]


def choisir(client, chemin: str, mot_de_passe: str = MOT_DE_PASSE):
    return client.post(chemin, {"password1": mot_de_passe, "password2": mot_de_passe}, follow=True)


def test_de_rien_a_un_administrateur_connecte(client):
    texte = installer(adresse="https://jalon.exemple.fr/")
    assert "https://jalon.exemple.fr/invitation/" in texte
    ada = Utilisateur.objects.pour_connexion().get()
    assert (ada.courriel, ada.profil.code, ada.has_usable_password()) == (
        "ada@exemple.fr",
        "administrateur",
        False,
    )
    assert {entree.auteur_libelle for entree in Entree.objects.du_sujet(ada)} == {"Automatique"}
    choisir(client, lien(texte))
    saisie = {"login": "ada@exemple.fr", "password": MOT_DE_PASSE}
    page = client.post(reverse("account_login"), saisie, follow=True).content.decode()
    assert "Premier démarrage" in page


def test_le_lien_ne_sert_qu_une_fois(client):
    chemin = lien(installer())
    choisir(client, chemin)
    reponse = client.get(chemin, follow=True)
    assert "Ce lien ne vaut plus" in reponse.content.decode()


def test_relancer_redonne_un_lien_tant_qu_il_n_a_pas_servi(client):
    premier = lien(installer())
    texte = installer(courriel="ADA@exemple.fr")
    assert "n’a pas changé" in texte
    assert Utilisateur.objects.count() == 1
    choisir(client, lien(texte))
    assert "Ce lien ne vaut plus" in client.get(premier, follow=True).content.decode()


def test_un_administrateur_en_place_refuse_sauf_si_l_on_force():
    fabriques.utilisateur("administrateur", mot_de_passe=MOT_DE_PASSE, courriel="en-place@exemple.fr")
    with pytest.raises(CommandError, match="en-place@exemple.fr"):
        installer()
    assert Utilisateur.objects.count() == 1
    assert "créé" in installer(forcer=True)


def test_un_courriel_deja_pris_par_un_autre_profil_est_refuse():
    fabriques.utilisateur("conseiller", courriel="ada@exemple.fr")
    with pytest.raises(CommandError, match="sans le droit"):
        installer()


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        ({"courriel": ""}, "Il manque --courriel"),
        ({"courriel": "ada exemple.fr"}, "n’est pas une adresse"),
        ({"nom": " \x00 "}, "Il manque --nom"),
    ],
)
def test_sans_personne_pour_repondre_ce_qui_manque_est_dit(options, phrase):
    with pytest.raises(CommandError, match=phrase):
        installer(**options)
    assert not Utilisateur.objects.exists()
