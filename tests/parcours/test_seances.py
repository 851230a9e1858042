"""L'onglet Séances d'un dossier : planifier, valider, annuler, reporter, rétablir (F2, F3, F4)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jalon.planning.models import Seance
from tests import fabriques

from . import gestes

pytestmark = pytest.mark.lent


@pytest.fixture
def agenda(maison):
    """L'agenda de Paul, et une action."""
    fabriques.action("Entretien préliminaire", minutes=90)
    return fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")


def jour_ouvre(dans: int):
    jour = timezone.localdate() + timedelta(days=dans)
    return jour + timedelta(days=max(0, 7 - jour.weekday()) if jour.weekday() > 4 else 0)


def ouvrir(page, maison):
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Séances")


def acte(page, libelle: str):
    page.get_by_role("link", name=libelle).first.click()
    dialogue = page.get_by_role("dialog")
    expect(dialogue.get_by_role("heading", level=2)).to_be_visible()
    return dialogue


def planifier(page, jour, heure: str = "9h", fois: str = "1"):
    dialogue = acte(page, "Nouvelle séance")
    dialogue.locator("[name=action]").select_option(label="Entretien préliminaire")
    dialogue.locator("[name=jour]").fill(f"{jour:%d/%m/%Y}")
    dialogue.locator("[name=heure_debut]").fill(heure)
    dialogue.locator("[name=fois]").fill(fois)
    dialogue.get_by_role("button", name="Planifier").click()
    return dialogue


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_planifier_reporter_retablir_et_relire_au_calendrier(connexion, maison, agenda, axe, taille):  # F2 F3 F4
    page = connexion("conseiller", taille)
    ouvrir(page, maison)
    expect(page.get_by_role("heading", name="Aucune séance")).to_be_visible()
    jour = jour_ouvre(9)
    planifier(page, jour)
    gestes.enregistre(page, "Séance planifiée.")
    programmees = page.get_by_role("region", name="Séances programmées")
    expect(programmees).to_contain_text("09:00 – 10:30")
    axe(page)
    # La date d'entrée suit le rendez-vous (D1)
    expect(page.locator(".j-cles")).to_contain_text(f"{jour:%d/%m/%Y}")

    dialogue = acte(page, "Reporter")
    axe(page)
    dialogue.locator("[name=jour]").fill(f"{jour + timedelta(days=7):%d/%m/%Y}")
    dialogue.get_by_role("button", name="Reporter").click()
    gestes.enregistre(page, "Séance reportée")
    annulees = page.get_by_role("region", name="Séances annulées")
    expect(annulees).to_contain_text("Reportée")
    annulees.get_by_role("link", name="Voir la séance du").click()
    assert "#seance-" in page.url

    page.get_by_role("link", name="Calendrier").click()
    page.wait_for_url("**vue=calendrier")
    page.goto(f"{page.url}&le={jour:%Y-%m-%d}")
    expect(page.get_by_role("link", name=re.compile(r"Entretien préliminaire\s*, Reportée"))).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Liste", exact=True).click()
    acte(page, "Rétablir").get_by_role("button", name="Rétablir").click()
    gestes.enregistre(page, "Séance rétablie.")
    assert sorted(Seance.objects.values_list("etat", flat=True)) == ["annulee", "programmee"]


def test_un_moment_pris_se_nomme_et_la_saisie_reste(connexion, maison, agenda, axe):  # F4
    jour = jour_ouvre(9)
    page = connexion("conseiller")
    ouvrir(page, maison)
    planifier(page, jour)
    gestes.enregistre(page, "Séance planifiée.")
    dialogue = planifier(page, jour, "9h30")
    expect(dialogue.get_by_text("Ce moment est déjà pris").first).to_be_visible()
    expect(dialogue).to_contain_text("occupé le")
    expect(dialogue.locator("[name=heure_debut]")).to_have_value("9h30")
    axe(page)
    dialogue.locator("[name=heure_debut]").fill("14h")
    dialogue.get_by_role("button", name="Planifier").click()
    gestes.enregistre(page, "Séance planifiée.")
    assert Seance.objects.count() == 2


def test_repeter_montre_la_liste_avant_de_creer(connexion, maison, agenda):  # F4
    page = connexion("conseiller")
    ouvrir(page, maison)
    dialogue = planifier(page, jour_ouvre(9), fois="3")
    expect(dialogue).to_contain_text("3 séances seront planifiées")
    assert not Seance.objects.exists()
    dialogue.get_by_role("button", name="Confirmer les 3 séances").click()
    gestes.enregistre(page, "3 séances planifiées.")
    assert Seance.objects.count() == 3


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire"])
def test_valider_une_absence_puis_corriger_puis_annuler_une_autre(connexion, maison, agenda, axe, profil):  # F4
    hier = timezone.now().replace(microsecond=0) - timedelta(days=1)
    fabriques.seance(hier, maison.dossier, animateurs=(agenda,))
    fabriques.seance(hier + timedelta(days=9), maison.dossier, animateurs=(agenda,))
    page = connexion(profil)
    ouvrir(page, maison)
    expect(page.get_by_text("1 à valider")).to_be_visible()
    dialogue = acte(page, "Absent")
    axe(page)
    dialogue.get_by_label("Motif de l’absence").fill("Maladie")
    dialogue.get_by_role("button", name="Valider").click()
    gestes.enregistre(page, "Présences enregistrées.")
    realisees = page.get_by_role("region", name="Séances réalisées")
    expect(realisees).to_contain_text("Absent injustifié")
    expect(realisees).to_contain_text("Maladie")

    dialogue = acte(page, "Corriger")
    dialogue.get_by_text("Présent", exact=True).click()
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "Présences enregistrées.")
    expect(page.get_by_role("region", name="Séances réalisées")).to_contain_text("Présent")

    dialogue = acte(page, "Annuler la séance")
    dialogue.get_by_text("Le bénéficiaire", exact=True).click()
    dialogue.get_by_role("button", name="Annuler la séance").click()
    gestes.erreur(dialogue, "Ce champ est obligatoire.")
    dialogue.get_by_label("Motif").fill("Garde d’enfant")
    dialogue.get_by_role("button", name="Annuler la séance").click()
    gestes.enregistre(page, "Séance annulée.")
    expect(page.get_by_role("region", name="Séances annulées")).to_contain_text("Garde d’enfant")
