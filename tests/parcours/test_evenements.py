"""F7, F8, D3, E4. Les événements : déclencher et confirmer, prévoir, modifier, annuler ; clôturer et rouvrir."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from . import gestes

pytestmark = pytest.mark.lent


def frise(page: Page):
    return page.get_by_role("region", name="Événements")


def declencher(page: Page, libelle: str):
    """Depuis la frise ; rend le dialogue ouvert."""
    page.locator("summary", has_text="Déclencher un événement").click()
    frise(page).get_by_role("link", name=libelle, exact=True).click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("button", name="Enregistrer").wait_for()
    return dialogue


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_declencher_confirmer_modifier_annuler(connexion, maison, axe, taille):  # F7 F8
    page = connexion("gestionnaire", taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Événements")
    expect(frise(page)).to_contain_text("Aucun événement")

    # Déclencher, et prévenir : rien ne part avant d'avoir confirmé
    dialogue = declencher(page, "Entrée dans la prestation")
    dialogue.get_by_label("Prévenir par courriel").check()
    dialogue.get_by_label("Conseiller référent").check()
    axe(page)
    dialogue.get_by_role("button", name="Enregistrer").click()
    expect(dialogue).to_contain_text("Envoyer un courriel : conseiller référent")
    axe(page)
    dialogue.get_by_role("button", name="Confirmer").click()
    gestes.enregistre(page, "enregistré")
    expect(frise(page)).to_contain_text("Courriel à")
    expect(frise(page)).to_contain_text("automatique")
    axe(page)

    # Prévoir une suspension, la modifier, l'annuler
    demain = f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"
    apres = f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}"
    dialogue = declencher(page, "Suspension")
    dialogue.get_by_role("textbox", name="Date").fill(demain)
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, f"Suspension du {demain} : prévu.")
    expect(frise(page)).to_contain_text("Prévu")
    frise(page).get_by_role("link", name="Modifier : Suspension").click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("textbox", name="Date").fill(apres)
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "modification enregistrée")
    page.locator("summary", has_text="1 version antérieure").click()
    expect(frise(page)).to_contain_text(demain)
    frise(page).get_by_role("link", name="Annuler : Suspension").click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Pourquoi cet événement").fill("Il revient finalement")
    axe(page)
    dialogue.get_by_role("button", name="Annuler l’événement").click()
    gestes.enregistre(page, ": annulé.")
    expect(frise(page)).to_contain_text("Il revient finalement")
    axe(page)


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_cloturer_puis_rouvrir_au_clavier(connexion, maison, axe, taille):  # D3 E4
    page = connexion("responsable", taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    page.locator("summary", has_text="Actes").click()
    page.get_by_role("link", name="Clôturer le dossier").click()
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_contain_text("Il manque encore pour clôturer")
    axe(page)
    dialogue.get_by_label("Suite").select_option(label="Emploi")
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "enregistré")
    expect(page.locator(".j-pourquoi")).to_contain_text("Terminé : sortie du")

    # Rouvrir, sans la souris
    actes = page.locator("summary", has_text="Actes")
    actes.focus()
    page.keyboard.press("Enter")
    lien = page.get_by_role("link", name="Rouvrir le dossier")
    expect(lien).to_be_visible()
    lien.focus()
    page.keyboard.press("Enter")
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Pourquoi ce dossier").fill("Un rendez-vous de plus")
    axe(page)
    dialogue.get_by_role("button", name="Rouvrir le dossier").press("Enter")
    gestes.enregistre(page, "rouvert.")
    expect(page.locator(".j-pourquoi")).to_contain_text("Prévisionnel")
    gestes.onglet(page, "Événements")
    expect(frise(page)).to_contain_text("Réouverture du")
