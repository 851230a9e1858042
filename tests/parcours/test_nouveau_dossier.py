"""H1, H3. Ouvrir un dossier : un bénéficiaire et une prestation suffisent, le financement est offert."""

import re

import pytest
from playwright.sync_api import expect

from jalon.dossiers.models import Dossier

from . import gestes

pytestmark = pytest.mark.lent


@pytest.mark.parametrize(("profil", "taille"), [("conseiller", "bureau"), ("gestionnaire", "téléphone")])
def test_depuis_production_un_double_clic_n_ouvre_qu_un_dossier(connexion, maison, axe, profil, taille):  # H1
    page = connexion(profil, taille)
    gestes.aller(page, "Production")
    page.get_by_role("link", name=re.compile("^Nouveau")).first.click()
    axe(page)

    # Sans rien : les deux seuls champs obligatoires le disent
    page.get_by_role("button", name="Ouvrir le dossier").click()
    expect(page.locator("[data-erreurs]").first).to_contain_text("2 champs à corriger")
    axe(page)

    # Quand elle crée le bénéficiaire à la volée, choisit la prestation et clique deux fois
    dialogue = gestes.proposer(page, "Bénéficiaire (obligatoire)", "Le Tallec Nolwenn", "Créer la fiche de")
    axe(page)
    dialogue.get_by_role("textbox", name="Nom (obligatoire)", exact=True).fill("Le Tallec")
    dialogue.get_by_role("textbox", name="Prénom (obligatoire)", exact=True).fill("Nolwenn")
    dialogue.get_by_role("button", name="Créer la fiche").click()
    expect(page.locator(".item", has_text="Nolwenn")).to_be_visible()
    gestes.choisir(page, "Prestation (obligatoire)", "bilan", "Bilan de compétences")
    page.get_by_role("button", name="Ouvrir le dossier").dblclick()

    # Alors un seul dossier est ouvert, en consultation, et se relit
    expect(page.get_by_text("ouvert.")).to_be_visible()
    page.reload()
    gestes.en_consultation(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nolwenn")
    role = {"conseiller": "Conseiller référent", "gestionnaire": "Gestionnaire"}[profil]
    assert gestes.lu(gestes.bloc(page, "prestation"), role) == str(maison.utilisateurs[profil])
    assert gestes.lu(gestes.bloc(page, "prestation"), "Centre, lieu") == "Rennes"
    assert Dossier.objects.filter(beneficiaire__prenom="Nolwenn").count() == 1


def test_depuis_la_fiche_le_beneficiaire_est_deja_choisi(connexion, maison):  # A5 H1 H3
    page = connexion("gestionnaire")
    gestes.aller(page, "Annuaire")
    gestes.chercher(page, "martin")
    page.get_by_role("link", name="MARTIN Claire").click()
    gestes.onglet(page, "Dossiers")
    page.get_by_role("link", name="Nouveau dossier").click()
    expect(page.locator(".item", has_text="MARTIN Claire")).to_be_visible()
    gestes.choisir(page, "Prestation (obligatoire)", "bilan", "Bilan de compétences")

    # Étant donné qu'un dossier est déjà ouvert pour ce couple : un avertissement, avec le lien, rien n'est bloqué
    page.get_by_role("button", name="Ouvrir le dossier").click()
    alerte = page.get_by_role("alert").filter(has_text="a déjà un dossier ouvert")
    expect(alerte.get_by_role("link", name=maison.dossier.numero)).to_be_visible()
    assert Dossier.objects.filter(beneficiaire=maison.personnes["claire"]).count() == 1

    # Le financement s'offre à la création : faux, il est refusé sans rien ouvrir ; bon, il est enregistré avec
    page.locator("summary", has_text="Financement").click()
    gestes.saisir(page, minutes_financees="24 h 75", montant_total="1 800")
    page.get_by_label("Ouvrir quand même un nouveau dossier").check()
    page.get_by_role("button", name="Ouvrir le dossier").click()
    gestes.erreur(page, "les minutes vont de 0 à 59", "minutes_financees")
    assert gestes.valeur(page, "montant_total") == "1 800"
    gestes.saisir(page, minutes_financees="24")
    if not page.get_by_label("Ouvrir quand même un nouveau dossier").is_visible():
        page.get_by_role("button", name="Ouvrir le dossier").click()
    page.get_by_label("Ouvrir quand même un nouveau dossier").check()
    page.get_by_role("button", name="Ouvrir le dossier").click()
    expect(page.get_by_text("ouvert.")).to_be_visible()
    gestes.onglet(page, "Financement")
    page.reload()
    assert gestes.lu(gestes.bloc(page, "financement"), "Montant total prévu") == "1 800,00 €"
    assert gestes.lu(gestes.bloc(page, "financement"), "Heures financées") == "24 h"
