"""Les outils d'une liste au navigateur : colonnes, vues, sélection, actes par lot, export."""

import csv
import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from jalon.prestations.models import Suivi

from . import gestes

pytestmark = pytest.mark.lent


def production(page: Page, suite: str = "") -> None:
    gestes.aller(page, "Production")
    if suite:
        page.goto(f"/production/?{suite}")
    page.wait_for_load_state("networkidle")


def barre(page: Page):
    return page.locator(".j-selection")


def case(page: Page, numero: str):
    return page.get_by_role("checkbox", name=re.compile(f"Choisir {numero}"))


def test_les_colonnes_se_choisissent_au_clavier_et_restent(connexion, maison, axe):
    page = connexion("gestionnaire")
    production(page)
    page.get_by_role("link", name="Colonnes").press("Enter")
    dialogue = page.get_by_role("dialog", name="Colonnes")
    dialogue.wait_for()
    axe(page)
    dialogue.get_by_role("checkbox", name="Ouvert le").press("Space")
    dialogue.get_by_role("button", name="Monter Conseiller").press("Enter")
    dialogue.get_by_role("button", name="Monter Conseiller").press("Enter")
    expect(dialogue.get_by_role("status")).to_have_text("Conseiller : place 2")
    dialogue.get_by_role("button", name="Enregistrer").press("Enter")
    expect(page.get_by_role("columnheader", name="Ouvert le")).to_be_visible()
    page.reload()
    lus = page.get_by_role("columnheader").all_inner_texts()
    assert lus.index("Conseiller") < lus.index("Prestation")

    page.get_by_role("link", name="Colonnes").click()
    dialogue.get_by_role("button", name="Rétablir").click()
    expect(page.get_by_role("columnheader", name="Ouvert le")).to_have_count(0)


def test_une_vue_s_enregistre_se_retrouve_et_se_supprime(connexion, maison, axe):
    page = connexion("gestionnaire")
    production(page)
    gestes.chercher(page, "martin")
    page.get_by_role("link", name="Enregistrer la vue").click()
    dialogue = page.get_by_role("dialog", name="Enregistrer la vue")
    dialogue.wait_for()
    axe(page)
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.refuse(page)
    dialogue.get_by_label("Nom de la vue").fill("Les Martin")
    dialogue.get_by_role("button", name="Enregistrer").click()
    vues = page.get_by_role("navigation", name="Vues enregistrées")
    expect(vues.get_by_role("link", name="Les Martin")).to_have_attribute("aria-current", "true")

    vues.get_by_role("link", name=re.compile("^Tous")).click()
    vues.get_by_role("link", name="Les Martin").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Modifier la vue").click()
    page.get_by_role("dialog").get_by_role("button", name="Supprimer la vue").click()
    expect(vues.get_by_role("link", name="Les Martin")).to_have_count(0)


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_un_lot_se_confirme_se_fait_et_se_defait(connexion, maison, axe, taille):
    suivi = Suivi.objects.filter(is_active=True).order_by("pk").first() or Suivi.objects.create(
        libelle="À relancer"
    )
    page = connexion("gestionnaire", taille)
    production(page)
    expect(barre(page)).to_be_hidden()
    claire, elodie = maison.dossiers["claire"], maison.dossiers["elodie"]
    case(page, claire.numero).check()
    case(page, elodie.numero).check()
    expect(barre(page).get_by_role("status")).to_have_text("2 choisis")
    axe(page)
    barre(page).get_by_role("button", name="Changer").click()
    dialogue = page.get_by_role("dialog", name="Changer le suivi : 2 dossiers")
    dialogue.get_by_label("Nouveau suivi").select_option(label=str(suivi))
    dialogue.get_by_role("button", name="Changer le suivi").click()
    message = page.locator("[data-message]", has_text="2 dossiers : fait.")
    message.wait_for()
    claire.refresh_from_db()
    assert claire.suivi == suivi

    message.get_by_role("link", name="Annuler").click()
    page.get_by_role("button", name="Remettre comme avant").click()
    expect(page.get_by_text("2 dossiers : fait.")).to_be_visible()
    axe(page)
    claire.refresh_from_db()
    assert claire.suivi is None
    page.get_by_role("link", name="Mes travaux").first.click()
    expect(page.get_by_role("link", name=re.compile("^Annuler : Changer le suivi"))).to_be_visible()


def test_toute_la_page_et_ne_plus_rien_choisir(connexion, maison):
    page = connexion("gestionnaire")
    production(page)
    page.get_by_role("checkbox", name="Choisir toute la page").check()
    expect(barre(page).get_by_role("status")).to_have_text("2 choisis")
    case(page, maison.dossier.numero).uncheck()
    expect(barre(page).get_by_role("status")).to_have_text("1 choisi")
    barre(page).get_by_role("button", name="Ne plus rien choisir").click()
    expect(barre(page)).to_be_hidden()


def test_l_export_a_les_lignes_de_la_page_et_se_rouvre(connexion, maison, axe, tmp_path):
    page = connexion("gestionnaire")
    production(page)
    gestes.chercher(page, "martin")
    page.get_by_role("link", name="Exporter").click()
    dialogue = page.get_by_role("dialog", name="Exporter 1 dossier")
    dialogue.wait_for()
    axe(page)
    with page.expect_download() as telechargement:
        dialogue.get_by_role("button", name="Exporter").click()
    telechargement.value.save_as(tmp_path / "export.xlsx")
    lignes = list(openpyxl.load_workbook(tmp_path / "export.xlsx")["Dossiers"].values)
    assert [ligne[0] for ligne in lignes[1:]] == [maison.dossier.numero]
    expect(dialogue).to_be_hidden()

    # Les lignes cochées seules, en CSV, après avoir effacé la recherche
    production(page)
    case(page, maison.dossiers["elodie"].numero).check()
    barre(page).get_by_role("button", name="Exporter").click()
    dialogue = page.get_by_role("dialog", name="Exporter 1 dossier")
    dialogue.get_by_label(re.compile("^CSV")).check()
    with page.expect_download() as telechargement:
        dialogue.get_by_role("button", name="Exporter").click()
    with open(telechargement.value.path(), encoding="utf-8-sig", newline="") as fichier:
        lues = list(csv.DictReader(fichier, delimiter=";"))
    assert [ligne["numero"] for ligne in lues] == [maison.dossiers["elodie"].numero]


def test_un_conseiller_n_exporte_pas(connexion, maison):
    page = connexion("conseiller")
    production(page)
    expect(page.get_by_role("link", name="Exporter")).to_have_count(0)
