"""Les doublons : comparer, écarter, revenir, archiver ; d'une personne suivie ailleurs, presque rien."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests import maison as pose

from . import gestes

pytestmark = pytest.mark.lent


def ouvrir_doublons(page) -> None:
    gestes.aller(page, "Annuaire")
    page.get_by_role("navigation", name="Annuaire").get_by_role("link", name=re.compile("^Doublons")).click()
    page.wait_for_url("**/annuaire/doublons/")


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_deux_fiches_se_comparent_s_ecartent_reviennent_et_l_une_s_archive(connexion, maison, axe, taille):
    pose.personne(maison, "jumelle", "MARTIN", "claire", courriel="claire@exemple.fr", ville="Bruz")
    page = connexion("conseiller", taille)
    ouvrir_doublons(page)
    expect(page.get_by_role("row", name=re.compile("MARTIN Claire"))).to_contain_text("même nom, même courriel")
    axe(page)
    page.get_by_role("link", name=re.compile("^Comparer")).click()
    expect(page.get_by_role("table")).to_contain_text("Bruz")
    axe(page)

    # Ce ne sont pas des doublons : la paire ne se propose plus, on sait qui l'a dit, on peut y revenir
    page.get_by_role("button", name="Ce ne sont pas des doublons").click()
    expect(page.get_by_text("Aucun doublon probable")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Paires")).click()
    page.wait_for_url("**/ecartes/")
    expect(page.get_by_role("table")).to_contain_text(str(maison.utilisateurs["conseiller"]))
    axe(page)
    page.get_by_role("link", name=re.compile("^Comparer")).click()
    page.get_by_role("button", name="Proposer de nouveau cette paire").click()

    # Ce sont les mêmes : la seconde s'archive, la première reste
    page.get_by_role("button", name=re.compile("^Archiver.*2 sur 2")).click()
    page.locator("[data-message]", has_text="est archivée").wait_for()
    expect(page.get_by_text("Aucun doublon probable")).to_be_visible()
    gestes.aller(page, "Annuaire")
    gestes.chercher(page, "martin claire")
    expect(page.get_by_role("status").filter(has_text="1 personne")).to_be_visible()


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_un_doublon_d_un_autre_centre_se_voit_sans_jour_adresse_ni_telephone(connexion, maison, axe, taille):
    """Louis est suivi à Nantes (domaine, « Annuaire »)."""
    louis = maison.personnes["louis"]
    louis.date_naissance, louis.adresse, louis.ville = date(1984, 5, 3), "8 rue des Lilas", "Trégastel"
    louis.centre = maison.centres["nantes"]
    louis.save()
    pose.personne(maison, "jumeau", "Bernard", "Louis", date_naissance=date(1984, 5, 3), ville="Rennes")
    page = connexion("conseiller", taille)
    ouvrir_doublons(page)
    expect(page.locator("main")).to_contain_text("1984 · suivi au centre Nantes")
    expect(page.locator("main")).to_contain_text("même nom, même année de naissance")
    page.get_by_role("link", name=re.compile("^Comparer")).click()
    tableau = page.get_by_role("table")
    naissance = tableau.get_by_role("row", name=re.compile("^Naissance"))
    assert [c.strip() for c in naissance.get_by_role("cell").all_inner_texts()] == ["1984", "03/05/1984"]
    for secret in ("01 99 00 11 22", "Lilas", "Trégastel"):
        assert secret not in gestes.plat(page.content())
    expect(tableau.get_by_role("button", name=re.compile("^Archiver"))).to_have_count(1)
    axe(page)


def test_plusieurs_paires_s_ecartent_d_un_coup(connexion, maison):
    for rang in range(2):
        pose.personne(maison, f"jumelle{rang}", "Haddad", "Karim")
    page = connexion("gestionnaire")
    ouvrir_doublons(page)
    page.get_by_label("Choisir toute la page").check()
    page.get_by_role("button", name="Ce ne sont pas des doublons").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("doublons|Confirmer|3")).first.click()
    page.get_by_text("3 paires : fait.").wait_for()
    ouvrir_doublons(page)
    expect(page.get_by_text("Aucun doublon probable")).to_be_visible()
