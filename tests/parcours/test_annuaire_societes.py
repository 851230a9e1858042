"""Les sociétés : les créer avec leurs numéros, y créer un contact et y revenir, en sortir la liste."""

import re

import pytest
from playwright.sync_api import expect

from . import gestes

pytestmark = pytest.mark.lent


def ouvrir_societes(page) -> None:
    gestes.aller(page, "Annuaire")
    page.get_by_role("link", name="Sociétés", exact=True).click()
    page.wait_for_url("**/annuaire/societes/")


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_un_contact_se_cree_depuis_sa_societe_et_l_on_y_revient(connexion, maison, axe, taille):
    page = connexion("gestionnaire", taille)
    ouvrir_societes(page)
    page.get_by_role("link", name="Ateliers Duval", exact=True).click()
    page.get_by_role("link", name=re.compile("^Contacts")).click()
    page.get_by_role("link", name="Créer un contact").first.click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Nom (obligatoire)", exact=True).fill("Quéré")
    dialogue.get_by_label("Fonction").fill("Responsable RH")
    dialogue.get_by_role("textbox", name="Depuis le").fill("05/01/2026")
    dialogue.get_by_role("button", name="Créer le contact").click()
    expect(dialogue.get_by_text("Ce champ est obligatoire.").first).to_be_visible()
    axe(page)
    dialogue.get_by_label("Prénom (obligatoire)").fill("Maël")
    dialogue.get_by_label("Contact gestionnaire").check()
    dialogue.get_by_role("button", name="Créer le contact").click()

    # De retour sur la société, le contact y est, avec sa fonction et depuis quand
    page.locator("[data-message]", has_text="Contact QUÉRÉ Maël créé").wait_for()
    page.reload()
    ligne = page.get_by_role("row", name=re.compile("QUÉRÉ Maël"))
    expect(ligne).to_contain_text("Responsable RH")
    expect(ligne).to_contain_text("depuis le 05/01/2026")
    axe(page)

    # Et sur sa fiche, la société
    page.get_by_role("link", name="QUÉRÉ Maël", exact=True).click()
    page.get_by_role("heading", name="QUÉRÉ Maël").wait_for()
    expect(page.get_by_role("link", name="Ateliers Duval").first).to_be_visible()


def test_qui_existe_deja_se_rattache_au_lieu_d_etre_cree(connexion, maison):
    page = connexion("gestionnaire")
    ouvrir_societes(page)
    page.get_by_role("link", name="Ateliers Duval", exact=True).click()
    page.get_by_role("link", name=re.compile("^Contacts")).click()
    page.get_by_role("link", name="Créer un contact").first.click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Nom (obligatoire)", exact=True).fill("Petit")
    dialogue.get_by_label("Prénom (obligatoire)").fill("Julie")
    dialogue.get_by_role("link", name=re.compile("^Rattacher cette fiche")).click()
    dialogue.get_by_role("heading", name=re.compile("^Rattacher une personne")).wait_for()
    dialogue.get_by_role("textbox", name="Fonction").fill("Tutrice")
    dialogue.get_by_role("button", name="Rattacher").click()
    expect(page.get_by_role("row", name=re.compile("PETIT Julie"))).to_contain_text("Tutrice")


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_une_societe_porte_ses_numeros_et_se_retrouve_par_son_siret(connexion, maison, axe, taille):
    page = connexion("gestionnaire", taille)
    ouvrir_societes(page)
    page.get_by_role("link", name=re.compile("^Nouvelle")).click()
    page.get_by_label("Raison sociale (obligatoire)").fill("Mairie d’Essai")
    page.get_by_label("SIRET ou SIREN").fill("73282932000075")
    page.get_by_label("N° de TVA").fill("FR 40 303 265 045")
    page.get_by_label("Délai de paiement").fill("90")
    page.get_by_label("Code service").fill("SRV-35")
    page.get_by_label("Entité publique").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Ce SIRET n’existe pas").first).to_be_visible()
    axe(page)
    page.get_by_label("SIRET ou SIREN").fill("732\u00a0829\u00a0320\u00a000074")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("La loi limite le délai de paiement à 60 jours").first).to_be_visible()
    page.get_by_label("Délai de paiement").fill("45")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("heading", name="Mairie d’Essai").wait_for()
    page.reload()
    assert gestes.lu(page, "Délai de paiement") == "45 jours"
    assert gestes.lu(page, "Code service") == "SRV-35"
    axe(page)

    ouvrir_societes(page)
    gestes.chercher(page, "732 829 320 00074")
    expect(page.get_by_role("link", name="Mairie d’Essai")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="1 société")).to_be_visible()


def test_un_export_laisse_sa_trace_dans_admin(connexion, maison, axe):
    page = connexion("administrateur")
    ouvrir_societes(page)
    page.get_by_role("link", name="Exporter", exact=True).click()
    page.get_by_text("CSV, pour un autre logiciel").click()
    with page.expect_download() as fichier:
        page.get_by_role("button", name=re.compile("Exporter|Télécharger")).click()
    assert fichier.value.suggested_filename.startswith("societes-")
    page.goto("/admin/exports/")
    ligne = page.get_by_role("row", name=re.compile("Sociétés"))
    expect(ligne).to_contain_text("csv")
    expect(ligne).to_contain_text(str(maison.admin))
    axe(page)
