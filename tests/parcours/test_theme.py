"""Le thème : celui de l'appareil sans rien régler, le choix gardé, lisible partout (axe), imprimé en clair."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import fabriques
from tests.maison import MOT_DE_PASSE

from . import gestes

pytestmark = pytest.mark.lent
ECRANS = (
    "/",
    "/production/",
    "/annuaire/personnes/",
    "/agenda/",
    "/admin/",
    "/admin/conventions/",
    "/guide/",
    "/ui/",
)
ONGLETS = ("Financement", "Contacts", "Séances", "Documents", "Événements", "Mémos", "Historique")
CLAIR, SOMBRE = "rgb(243, 245, 247)", "rgb(14, 22, 27)"


@pytest.fixture
def seance(maison):
    agenda = fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")
    return fabriques.seance(timezone.now() - timedelta(minutes=10), maison.dossier, animateurs=(agenda,))


@pytest.fixture
def la_nuit(maison, nouvelle_page) -> Page:
    """Un appareil réglé en sombre ; personne n'a rien choisi dans Jalon."""
    page = nouvelle_page(color_scheme="dark")
    page.goto("/")
    page.get_by_label("Courriel").fill(maison.utilisateurs["administrateur"].courriel)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("heading", name="Ma journée").wait_for()
    return page


def fond(page: Page, couleur: str) -> None:
    """Le fond de la page est, ou devient aussitôt, de cette couleur."""
    page.wait_for_function("(c) => getComputedStyle(document.body).backgroundColor === c", arg=couleur)


def test_le_theme_suit_l_appareil_puis_le_choix_et_s_imprime_en_clair(la_nuit):
    page = la_nuit
    fond(page, SOMBRE)
    page.emulate_media(media="print", color_scheme="dark")
    page.reload()  # Chromium ne recalcule pas tout quand l’émulation change sous lui
    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).color") == "rgb(23, 33, 43)"
    fond(page, "rgb(255, 255, 255)")
    page.emulate_media(media="screen", color_scheme="dark")
    page.reload()
    page.emulate_media(color_scheme="light")
    fond(page, CLAIR)
    page.emulate_media(color_scheme="dark")
    page.locator("summary", has_text="Mon compte").click()
    page.get_by_role("button", name="Clair", exact=True).click()
    page.wait_for_load_state()
    fond(page, CLAIR)
    page.reload()
    fond(page, CLAIR)


def test_chaque_ecran_se_lit_en_sombre(la_nuit, maison, seance, axe):
    page = la_nuit
    for ecran in ECRANS:
        page.goto(ecran)
        page.wait_for_load_state("networkidle")
        axe(page)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    axe(page)
    for libelle in ONGLETS:
        gestes.onglet(page, libelle)
        axe(page)


def test_les_dialogues_les_listes_et_la_signature_se_lisent_en_sombre(la_nuit, maison, seance, axe):
    page = la_nuit
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    page.get_by_role("link", name="Ajouter un mémo").click()
    expect(page.locator("#panneau").get_by_label("Mémo", exact=False).first).to_be_visible()
    axe(page)
    page.locator("#panneau").get_by_role("button", name="Fermer").click()
    gestes.onglet(page, "Financement")
    gestes.taper(gestes.modifier_bloc(page, "financement"), "Convention")
    expect(page.get_by_role("option", name="CONV-2026-001")).to_be_visible()
    axe(page)
    page.goto(f"/dossiers/{maison.dossier.numero}/seances/")
    page.get_by_role("link", name="Nouvelle séance").first.click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_be_visible()
    axe(page)
    page.goto(f"/dossiers/{maison.dossier.numero}/seances/")
    page.get_by_role("link", name="Émarger").first.click()
    page.get_by_role("link", name="Faire signer").first.click()
    expect(page.get_by_role("heading", name="Signer ma présence")).to_be_visible()
    page.wait_for_load_state()
    gestes.dessiner(page)
    axe(page)
