"""Une maison neuve : de la commande d'installation au premier dossier, sans données de démonstration."""

import re
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect

from jalon.comptes.profils import PROFILS
from tests.fabriques import profil

from . import gestes

COURRIEL, MOT_DE_PASSE = "ada.martin@exemple.fr", "les marées du printemps 2026"
LARGEURS = {"bureau": (1440, 900), "téléphone": (390, 844)}


@pytest.fixture
def lien(transactional_db, django_db_serialized_rollback) -> str:
    """Le chemin que la commande imprime, dans une base où il n'y a personne."""
    cache.clear()
    for livre in PROFILS:
        profil(livre["code"])
    sortie = StringIO()
    call_command("installer", courriel=COURRIEL, prenom="Ada", nom="Martin", stdout=sortie)
    return re.search(r"/invitation/\S+", sortie.getvalue())[0]


def choisir_mot_de_passe(page: Page, lien: str) -> None:
    page.goto(lien)
    page.get_by_role("textbox", name="Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_label("Le même, encore une fois").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Enregistrer le mot de passe").click()
    page.wait_for_load_state()


def se_connecter(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Courriel").fill(COURRIEL)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("heading", name="Ma journée").wait_for()


def etape(page: Page, libelle: str):
    """La ligne d'une étape, depuis l'accueil."""
    gestes.aller(page, "Accueil")
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=libelle))


def nommer_la_maison(page: Page) -> None:
    etape(page, "Nommer la maison").get_by_role("link", name="Ouvrir les réglages").click()
    page.get_by_role("link", name="Modifier", exact=True).click()
    page.get_by_label("Raison sociale").fill("Cap Exemple")
    page.get_by_label("SIRET").fill("732 829 320 00075")
    page.get_by_label("Format du numéro de dossier").fill("CAP{annee}-{numero:04d}")
    expect(page.get_by_text(re.compile(r"Un dossier s’appellera CAP\d{4}-0042"))).to_be_visible()
    gestes.enregistrer(page)
    gestes.refuse(page)
    page.get_by_label("SIRET").fill("732 829 320 00074")
    gestes.enregistrer(page)
    gestes.enregistre(page, "Réglages enregistrés.")
    assert gestes.lu(page, "SIRET") == "732 829 320 00074"


def creer_le_siege(page: Page) -> None:
    etape(page, "Créer les centres").get_by_role("link", name="Créer un centre").click()
    page.get_by_role("link", name=re.compile("^Nouveau")).first.click()
    page.get_by_label("Nom", exact=False).first.fill("Rennes")
    page.get_by_label("Nature").select_option("principal")
    gestes.enregistrer(page)
    gestes.enregistre(page, "« Rennes » : créé.")
    page.get_by_role("heading", name="Rennes", exact=True).wait_for()


def remplir_le_catalogue(page: Page) -> None:
    etape(page, "Remplir le catalogue").get_by_role("link", name="Ouvrir le catalogue").click()
    page.goto("/admin/prestations/nouvelle/")
    page.get_by_label("Code").fill("BC24")
    page.get_by_label("Nom", exact=False).first.fill("Bilan de compétences")
    page.get_by_label("Nature").select_option("bilan")
    gestes.enregistrer(page)
    page.get_by_text("Prestation « Bilan de compétences » créée.").wait_for()


def inviter_un_collegue(page: Page) -> None:
    """L'étape se passe, se reprend, puis se fait : le lien part par courriel."""
    etape(page, "Inviter les collègues").get_by_role("button", name=re.compile("^Passer")).click()
    page.get_by_role("button", name=re.compile("^Reprendre")).click()
    etape(page, "Inviter les collègues").get_by_role("link", name="Inviter quelqu’un").click()
    page.get_by_role("heading", name="Utilisateurs", level=1).wait_for()
    page.get_by_role("link", name=re.compile("^Inviter")).first.click()
    page.get_by_role("textbox", name="Prénom").fill("Paul")
    page.get_by_role("textbox", name=re.compile("^Nom")).fill("Henry")
    page.get_by_role("textbox", name="Courriel").fill("paul.henry@exemple.fr")
    page.get_by_role("combobox", name="Profil").select_option(label="Conseiller")
    page.get_by_role("button", name=re.compile("^Inviter")).click()
    page.get_by_text("Invitation envoyée à paul.henry@exemple.fr.").wait_for()


def ouvrir_le_premier_dossier(page: Page) -> None:
    page.goto("/premier-demarrage/")
    expect(page.get_by_text("La maison est prête.")).to_be_visible()
    page.get_by_role("link", name="Nouveau dossier").click()
    dialogue = gestes.proposer(page, "Bénéficiaire (obligatoire)", "LE GALL Nolwenn", "Créer la fiche de")
    dialogue.get_by_role("button", name=re.compile("^Créer")).click()
    dialogue.wait_for(state="hidden")
    gestes.choisir(page, "Prestation (obligatoire)", "bilan", "Bilan de compétences")
    page.get_by_role("button", name="Ouvrir le dossier").click()
    expect(page.get_by_role("navigation", name="Fil d’Ariane")).to_contain_text(re.compile(r"CAP\d{4}-0001"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("LE GALL")


@pytest.mark.parametrize("taille", LARGEURS)
def test_de_rien_au_premier_dossier(lien, nouvelle_page, axe, taille):
    """Issue « fondations », point 6."""
    largeur, hauteur = LARGEURS[taille]
    page = nouvelle_page(largeur=largeur, hauteur=hauteur)
    choisir_mot_de_passe(page, lien)
    se_connecter(page)
    axe(page)
    nommer_la_maison(page)
    axe(page)
    creer_le_siege(page)
    axe(page)
    inviter_un_collegue(page)
    axe(page)
    remplir_le_catalogue(page)
    gestes.aller(page, "Accueil")
    expect(page.get_by_role("heading", name="Premier démarrage")).to_have_count(0)
    ouvrir_le_premier_dossier(page)


def test_le_lien_d_invitation_ne_sert_pas_deux_fois(lien, nouvelle_page):
    choisir_mot_de_passe(nouvelle_page(), lien)
    autre = nouvelle_page()
    autre.goto(lien)
    expect(autre.get_by_role("heading", name="Ce lien ne vaut plus")).to_be_visible()
