"""L'annuaire et la recherche : trouver au clavier, ne pas créer deux fois, rattacher."""

import re

import pytest
from playwright.sync_api import expect

from . import gestes

pytestmark = pytest.mark.lent


def test_la_recherche_du_bandeau_se_fait_au_clavier(connexion, maison, axe):
    page = connexion("conseiller")
    page.keyboard.press("/")
    page.keyboard.type("mart")
    expect(page.get_by_role("listbox", name="Résultats").get_by_role("option").first).to_be_visible()
    axe(page)

    # Échap ferme sans perdre la saisie ; une flèche rouvre, une autre choisit
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Résultats")).to_be_hidden()
    champ = page.get_by_role("combobox", name="Rechercher partout")
    expect(champ).to_have_value("mart")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(champ).to_have_attribute("aria-activedescendant", "recherche-tout")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=mart")
    expect(page.locator("#resultats").get_by_role("status")).to_contain_text("« mart »")
    axe(page)

    # Le numéro exact d'un dossier passe devant tout le reste
    page.keyboard.press("/")
    page.keyboard.type(maison.dossier.numero)
    premiere = page.get_by_role("listbox", name="Résultats").get_by_role("option").first
    expect(premiere).to_contain_text(maison.dossier.numero)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/dossiers/{maison.dossier.numero}/")


@pytest.mark.parametrize(("profil", "taille"), [("conseiller", "bureau"), ("gestionnaire", "téléphone")])
def test_une_personne_se_cree_une_seule_fois(connexion, maison, axe, profil, taille):
    claire = maison.personnes["claire"]
    page = connexion(profil, taille)
    gestes.aller(page, "Annuaire")
    axe(page)
    page.get_by_role("link", name=re.compile("^Nouvelle")).click()

    # La même personne, à l'envers et sans accents : avertie, jamais bloquée
    page.get_by_label("Nom (obligatoire)", exact=True).fill(claire.prenom.upper())
    page.get_by_label("Prénom (obligatoire)").fill(claire.nom.lower())
    expect(page.get_by_text("Une fiche ressemble à celle-ci.")).to_be_visible()
    axe(page)

    # Une valeur fausse, puis la juste ; rien de tapé n'est perdu
    page.get_by_label("Nom (obligatoire)", exact=True).fill("Quéré")
    page.get_by_label("Prénom (obligatoire)").fill("Maël")
    page.get_by_role("textbox", name="Date de naissance").fill("31/02/1990")
    page.get_by_role("textbox", name="Téléphone mobile").fill("06 39 98 11 22")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Le 31/02/1990 n’existe pas.").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Téléphone mobile")).to_have_value(re.compile(r"^06\s39\s98\s11\s22$"))
    page.get_by_role("textbox", name="Date de naissance").fill("28/02/1990")
    page.get_by_role("button", name="Enregistrer").click()

    # Relue après rechargement, et retrouvée par son téléphone
    page.get_by_role("heading", name="QUÉRÉ Maël").wait_for()
    page.reload()
    expect(page.get_by_text("28/02/1990")).to_be_visible()
    axe(page)
    gestes.aller(page, "Annuaire")
    gestes.chercher(page, "06 39 98 11")
    expect(page.get_by_role("link", name="QUÉRÉ Maël")).to_be_visible()


def test_une_personne_se_rattache_a_une_societe(connexion, maison, axe):
    page = connexion("gestionnaire")
    gestes.aller(page, "Annuaire")
    page.get_by_role("link", name="Sociétés", exact=True).click()
    page.get_by_role("link", name="Ateliers Duval", exact=True).click()
    page.get_by_role("link", name=re.compile("^Contacts")).click()
    page.get_by_role("link", name="Rattacher une personne").first.click()
    dialogue = page.get_by_role("dialog")
    gestes.choisir(dialogue, "Personne (obligatoire)", "petit", "PETIT Julie")
    dialogue.get_by_role("textbox", name="Début").fill("02/01/2026")
    dialogue.get_by_role("textbox", name="Fin").fill("01/01/2026")
    dialogue.get_by_role("button", name="Rattacher").click()
    expect(dialogue.get_by_text("La fin du rattachement précède son début.").first).to_be_visible()
    axe(page)
    dialogue.get_by_role("textbox", name="Fin").fill("")
    dialogue.get_by_role("textbox", name="Fonction").fill("Tutrice d’atelier")
    dialogue.get_by_role("button", name="Rattacher").click()
    ligne = page.get_by_role("row", name=re.compile("PETIT Julie"))
    expect(ligne).to_contain_text("Tutrice d’atelier")
    expect(ligne).to_contain_text("depuis le 02/01/2026")

    # Posé par erreur : il se retire, et l'historique s'en souvient
    ligne.get_by_role("link", name=re.compile("^Modifier")).click()
    page.get_by_role("dialog").get_by_role("button", name="Retirer").click()
    expect(page.get_by_text("Aucun contact rattaché")).to_be_visible()
    page.get_by_role("link", name="Historique").click()
    expect(page.get_by_text("Rattachement retiré")).to_be_visible()
    axe(page)
