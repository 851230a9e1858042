"""La recherche partout : au clavier, au téléphone, une faute de frappe comprise ; toujours dans le périmètre."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.lent


def taper(page: Page, touche: str, texte: str):
    """Le raccourci mène au champ ; les propositions arrivent pendant la frappe."""
    page.wait_for_load_state()  # les raccourcis viennent avec les scripts
    page.keyboard.press(touche)
    champ = page.get_by_role("combobox", name="Rechercher partout")
    expect(champ).to_be_focused()
    champ.fill("")
    champ.press_sequentially(texte)
    return champ


def option(page: Page, nom: str):
    return page.get_by_role("listbox").get_by_role("option", name=re.compile(nom))


def test_on_va_partout_au_clavier(connexion, maison, axe):
    page = connexion("conseiller")
    numero = maison.dossier.numero

    # « / », le numéro exact, une flèche, Entrée
    champ = taper(page, "/", numero)
    expect(option(page, f"{numero} ·")).to_be_visible()
    axe(page)
    champ.press("ArrowDown")
    expect(option(page, f"{numero} ·")).to_have_attribute("aria-selected", "true")
    champ.press("Enter")
    expect(page).to_have_url(re.compile(f"/dossiers/{numero}/$"))

    # Ctrl-K d'ailleurs : le prénom puis le début du nom, sans accents
    champ = taper(page, "Control+k", "elodie lefev")
    expect(option(page, "LEFÈVRE-ŒUVRARD Élodie").first).to_be_visible()
    champ.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()

    # Un acte, par ses mots
    champ = taper(page, "Control+k", "nouv dos")
    expect(option(page, "Nouveau dossier")).to_be_visible()
    champ.press("ArrowDown")
    champ.press("Enter")
    expect(page.get_by_role("heading", name="Nouveau dossier")).to_be_visible()


def test_une_faute_de_frappe_se_rattrape_au_clavier(connexion, maison, axe):
    page = connexion("conseiller")
    champ = taper(page, "/", "matrin")
    expect(option(page, "^martin$")).to_be_visible()
    axe(page)
    champ.press("ArrowDown")
    champ.press("Enter")
    expect(page.get_by_role("link", name="MARTIN Claire").first).to_be_visible()


def test_hors_du_perimetre_rien_ne_se_trouve_ni_ne_se_devine(connexion, maison):
    page = connexion("conseiller")
    cache = maison.dossiers["louis"].numero
    champ = taper(page, "/", cache)
    expect(page.get_by_text("Rien ne correspond")).to_be_visible()
    champ.press("Enter")
    expect(page.get_by_role("heading", name="Rien ne correspond")).to_be_visible()
    expect(page.get_by_text("Vouliez-vous dire")).to_have_count(0)


def test_au_telephone_la_loupe_ouvre_la_recherche(connexion, maison, axe):
    page = connexion("conseiller", "téléphone")
    page.get_by_role("link", name="Rechercher", exact=True).click()
    champ = page.get_by_role("searchbox", name="Dossier, personne, société, écran")
    expect(champ).to_be_focused()
    champ.press_sequentially("ma")
    expect(page.get_by_role("link", name=re.compile("MARTIN Claire")).first).to_be_visible()
    axe(page)
    champ.fill("matrin")
    page.get_by_role("link", name="martin", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("MARTIN Claire")).first).to_be_visible()

    # Un clavier branché : Ctrl-K y mène aussi
    page.goto("/production/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+k")
    expect(page).to_have_url(re.compile("/recherche/"))
