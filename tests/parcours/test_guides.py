"""Les guides : à côté de ce que l'on fait, dans le produit, et par la recherche (I1)."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import gestes

pytestmark = pytest.mark.lent
ONGLETS = {
    "Informations générales": "Lire et compléter un dossier",
    "Financement": "Financer un dossier",
    "Contacts": "Les contacts d’un dossier",
    "Objectifs": "Les objectifs d’un dossier",
    "Historique": "Savoir qui a changé quoi",
}


def lire(page: Page, lien, titre: str, axe) -> Page:
    """Le guide s'ouvre à côté : la page du travail reste où elle était."""
    adresse = page.url
    with page.context.expect_page() as ouverte:
        lien.click()
    guide = ouverte.value
    expect(guide.get_by_role("heading", level=1)).to_have_text(titre)
    axe(guide)
    assert page.url == adresse
    return guide


@pytest.mark.parametrize(
    ("qui", "taille"), [("conseiller", "bureau"), ("gestionnaire", "bureau"), ("conseiller", "téléphone")]
)
def test_chaque_onglet_mene_a_son_guide(connexion, maison, axe, qui, taille):  # I1
    page = connexion(qui, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    for onglet, titre in ONGLETS.items():
        gestes.onglet(page, onglet)
        lien = page.locator(".j-onglets-rang").get_by_role("link", name="Guide", exact=True)
        lire(page, lien, titre, axe).close()
    axe(page)


def test_un_bloc_mene_a_sa_page_meme_pendant_la_saisie(connexion, maison, axe):  # I1
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = gestes.modifier_bloc(page, "prestation")
    zone.locator("[name$='numero_commande']").fill("CMD-1")
    guide = lire(page, zone.get_by_role("link", name="Guide", exact=True), "Les dates d’un dossier", axe)
    guide.close()
    assert gestes.valeur(zone, "numero_commande") == "CMD-1"


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_une_liste_le_sommaire_et_les_pages_voisines(connexion, axe, taille):  # I1
    page = connexion("gestionnaire", taille)
    gestes.aller(page, "Production")
    guide = lire(page, page.get_by_role("link", name="Guide", exact=True), "Retrouver un dossier", axe)
    expect(guide.get_by_role("img", name=re.compile("^La liste des dossiers"))).to_be_visible()

    voisines = guide.get_by_role("navigation", name="Les autres guides")
    voisines.get_by_role("link", name="Ouvrir un dossier").click()
    expect(guide.get_by_role("heading", level=1)).to_have_text("Ouvrir un dossier")
    guide.get_by_role("navigation", name="Les autres guides").get_by_role("link", name="Tous les guides").click()
    expect(guide.get_by_role("heading", level=1)).to_have_text("Guides")
    axe(guide)
    guide.get_by_role("link", name="Financer un dossier").click()
    expect(guide.get_by_role("heading", level=1)).to_have_text("Financer un dossier")


def test_le_champ_du_haut_trouve_un_guide_et_sa_partie(connexion, axe):  # I1
    page = connexion("conseiller")
    page.wait_for_load_state()
    page.keyboard.press("/")
    champ = page.get_by_role("combobox", name="Rechercher partout")
    champ.press_sequentially("ouvert par erreur")
    option = page.get_by_role("listbox").get_by_role("option", name=re.compile("^Ouvrir un dossier"))
    expect(option).to_be_visible()
    champ.press("ArrowDown")
    champ.press("Enter")
    expect(page).to_have_url(re.compile("/guide/ouvrir-un-dossier/#ouvert-par-erreur$"))
    expect(page.get_by_role("heading", name="Ouvert par erreur")).to_be_in_viewport()
    axe(page)
