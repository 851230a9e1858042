"""Le catalogue au clavier : reprendre, ordonner un déroulé, publier, passer un dossier à la version."""

import re

import pytest
from playwright.sync_api import expect

from jalon.prestations.models import Motif, TypeDocument
from jalon.prestations.operations import basculer_valeur, reprendre_du_catalogue
from jalon.prestations.queries import derniere_publiee

from . import gestes

pytestmark = pytest.mark.lent


def ouvrir(page, prestation, onglet: str = "deroule") -> None:
    page.goto(f"/admin/prestations/{prestation.pk}/{onglet}/")
    page.wait_for_load_state()


def ordre(page) -> list[str]:
    choisies = "selects => selects.map(s => s.selectedOptions[0].text)"
    return page.locator("[data-ligne]:visible select").evaluate_all(choisies)


@pytest.fixture
def bilan(maison):
    """Le bilan de la maison, avec le déroulé livré."""
    (creee,) = reprendre_du_catalogue(par=maison.admin, codes=["BC24"]).creees
    return creee


def test_ordonner_un_deroule_au_clavier_puis_publier(connexion, bilan, axe):
    page = connexion("administrateur")
    ouvrir(page, bilan)
    axe(page)
    page.get_by_role("link", name="Préparer la version suivante").click()
    avant = ordre(page)
    monter = page.get_by_role("button", name="Monter cette étape").nth(2)
    monter.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-annonce]")).to_have_text(f"{avant[2]} : place 2 sur {len(avant)}.")
    expect(page.locator("[data-deplacer=haut]:focus")).to_have_count(1)  # le focus suit l'étape
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("[data-annonce]")).to_contain_text("déjà au bord")
    attendu = [avant[2], avant[0], avant[1], *avant[3:]]
    assert ordre(page) == attendu
    expect(page.get_by_role("region", name="Enregistrement")).to_contain_text("non enregistrée")
    page.keyboard.press("Control+s")
    gestes.enregistre(page, "Déroulé enregistré")
    noms = page.locator(".p-deroule tbody .j-table__nom").all_inner_texts()
    assert noms == attendu
    page.get_by_role("link", name="Publier").click()
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_contain_text("Les exigences ne changent pas.")
    axe(page)
    dialogue.get_by_role("button", name="Publier").click()
    page.locator("[data-message]", has_text="publiée").wait_for()
    assert derniere_publiee(bilan).numero == 2


def test_ordonner_en_glissant(connexion, bilan):
    page = connexion("administrateur")
    ouvrir(page, bilan, "deroule/modifier")
    avant = ordre(page)
    poignees = page.locator("[data-ligne] [data-poignee]")
    depart, arrivee = poignees.nth(0).bounding_box(), poignees.nth(2).bounding_box()
    page.mouse.move(depart["x"] + 8, depart["y"] + 8)
    page.mouse.down()
    page.mouse.move(arrivee["x"] + 8, arrivee["y"] + arrivee["height"] + 4, steps=12)
    page.mouse.up()
    assert ordre(page) == [avant[1], avant[2], avant[0], *avant[3:]]
    expect(page.locator("[data-annonce]")).to_contain_text("place 3 sur")


def test_ranger_une_liste_au_clavier_l_enregistre(connexion, maison, axe):
    page = connexion("administrateur")
    page.goto("/admin/motifs/")
    axe(page)
    carte = page.get_by_role("region", name=re.compile("^Sortie"))
    avant = list(Motif.objects.filter(type_evenement="sortie").order_by("rang"))
    carte.get_by_role("button", name=f"Monter {avant[1]}").focus()
    with page.expect_response(lambda reponse: reponse.url.endswith("/ordre/")) as reponse:
        page.keyboard.press("Enter")
    assert reponse.value.status == 204
    expect(carte.locator("[data-annonce]")).to_have_text(f"{avant[1]} : place 1 sur {len(avant)}.")
    page.reload()
    expect(carte.locator("[data-rang] .j-fort").first).to_have_text(str(avant[1]))


def test_une_valeur_desactivee_pendant_que_le_formulaire_est_ouvert(connexion, maison, bilan):
    """La phrase le dit, et ce qui était coché l'est toujours."""
    page = connexion("administrateur")
    ouvrir(page, bilan, "exigences/modifier")
    gestes.basculer(page, "Employeur", "Facturer")
    gestes.basculer(page, "CV", "Démarrer")
    basculer_valeur(par=maison.admin, valeur=TypeDocument.objects.get(libelle="CV"), is_active=False)
    page.keyboard.press("Control+s")
    gestes.refuse(page)
    expect(page.locator("main")).to_contain_text("« CV » a été désactivé pendant votre saisie")
    expect(page.get_by_role("group", name="Employeur").get_by_label("Facturer")).to_be_checked()
    gestes.basculer(page, "CV", "Non")
    page.keyboard.press("Control+s")
    gestes.enregistre(page, "Exigences enregistrées")
    expect(page.get_by_role("region", name=re.compile("^Facturer"))).to_contain_text("Employeur")


def test_reprendre_du_catalogue_sur_un_telephone(connexion, maison, axe):
    page = connexion("administrateur", "téléphone")
    page.goto("/admin/prestations/catalogue/")
    axe(page)
    page.get_by_role("checkbox", name=re.compile("^Activ’Projet")).check()
    page.get_by_role("button", name=re.compile("^Reprendre")).click()
    page.locator("[data-message]", has_text="Repris du catalogue : « Activ’Projet »").wait_for()
    page.get_by_role("link", name="Activ’Projet").click()
    for onglet in ("Déroulé", "Exigences", "Événements", "Dossiers", "Historique"):
        gestes.onglet(page, onglet)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
