"""L'accueil au téléphone, la validation par lot : ce que l'on fait des séances sans ouvrir le dossier (F4)."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jalon.planning.models import Seance
from tests import fabriques

from . import gestes

pytestmark = pytest.mark.lent


@pytest.fixture
def agenda(maison):
    return fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")


def poser(maison, agenda, debut, *dossiers):
    return fabriques.seance(
        debut, *(dossiers or (maison.dossier,)), par=maison.utilisateurs["conseiller"], animateurs=(agenda,)
    )


def minuit():
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_d_un_geste_present_puis_annuler(connexion, maison, agenda, axe, taille):  # F4
    seance = poser(maison, agenda, minuit())
    page = connexion("conseiller", taille)
    page.goto("/")
    jour = page.get_by_role("region", name="Séances aujourd’hui")
    expect(jour).to_contain_text("MARTIN Claire")
    axe(page)
    jour.get_by_role("button", name="Présent").click()
    expect(page.locator("[data-message]")).to_contain_text("présent")
    seance.refresh_from_db()
    assert seance.etat == "realisee"
    page.locator("[data-message]").get_by_role("link", name="Annuler").click()
    page.get_by_role("button", name="Rétablir").click()
    gestes.enregistre(page, "Séance rétablie.")
    seance.refresh_from_db()
    assert seance.etat == "programmee"


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_valider_par_lot_avec_un_absent_puis_annuler_le_lot(connexion, maison, agenda, axe, taille):  # F4
    seances = [poser(maison, agenda, minuit() - timedelta(days=j)) for j in (1, 2, 3)]
    page = connexion("conseiller", taille)
    page.goto("/")
    page.get_by_role("region", name="Séances à valider").get_by_role("link", name="Tout voir").click()
    expect(page.get_by_role("heading", name="Séances", level=1)).to_be_visible()
    for case in page.locator("td.j-coche input").all():
        case.check()
    axe(page)
    page.get_by_role("button", name="Valider").last.click()
    dialogue = page.get_by_role("dialog")
    expect(dialogue.get_by_text("Qui n’est pas venu ?")).to_be_visible()
    axe(page)
    dialogue.locator("[name=absents]").first.check()
    dialogue.get_by_role("button", name="Valider les présences").click()
    expect(page.locator("[data-message]")).to_contain_text("3 séances : fait.")
    presences = {s.participations.get().presence for s in seances}
    assert presences == {"present", "absent_injustifie"}
    page.locator("[data-message]").get_by_role("link", name="Annuler").click()
    page.get_by_role("button", name="Remettre comme avant").click()
    expect(page.get_by_role("heading", name="Annuler : Valider les présences")).to_be_visible()
    assert set(Seance.objects.values_list("etat", flat=True)) == {"programmee"}


def test_valider_une_seance_de_trois_avec_un_absent(connexion, maison, agenda, axe):  # F4
    paul = maison.utilisateurs["conseiller"]
    autres = [fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(nom, "Ana")) for nom in ("Petit", "Roy")]
    seance = poser(maison, agenda, minuit(), maison.dossier, *autres)
    page = connexion("conseiller")
    page.goto("/")
    jour = page.get_by_role("region", name="Séances aujourd’hui")
    expect(jour).to_contain_text("MARTIN Claire et 2 autres")
    jour.get_by_role("link", name="Présences").click()
    dialogue = page.get_by_role("dialog")
    absente = dialogue.locator(".j-presence", has_text="ROY Ana")
    absente.get_by_text("Absent excusé", exact=True).click()
    absente.get_by_label("Motif de l’absence").fill("Maladie")
    axe(page)
    dialogue.get_by_role("button", name="Valider").click()
    expect(page.locator("[data-message]")).to_contain_text("Présences enregistrées.")
    expect(jour).to_contain_text("2 présents sur 3")
    assert page.url.endswith("/")
    assert seance.participations.filter(presence="absent_excuse", motif="Maladie").count() == 1


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_planifier_modifier_annuler_retablir_une_reunion(connexion, maison, agenda, axe, taille):
    demain = timezone.localdate() + timedelta(days=1)
    page = connexion("conseiller", taille)
    page.goto("/seances/")
    page.get_by_role("link", name="Nouvelle").first.click()
    page.get_by_label("Motif").fill("Réunion d’équipe")
    page.locator("[name=jour]").fill(f"{demain:%d/%m/%Y}")
    page.locator("[name=heure_debut]").fill("9h")
    axe(page)
    page.get_by_role("button", name="Planifier").click()
    gestes.enregistre(page, "Réunion planifiée.")
    page.get_by_role("link", name="Modifier").first.click()
    dialogue = page.get_by_role("dialog")
    dialogue.locator("[name=heure_fin]").fill("11h")
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "Réunion modifiée.")
    expect(page.get_by_text("09:00 – 11:00")).to_be_visible()
    page.get_by_role("link", name="Annuler").first.click()
    dialogue.get_by_text("L’organisme", exact=True).click()
    dialogue.get_by_label("Motif").fill("Grève")
    dialogue.get_by_role("button", name="Annuler la séance").click()
    gestes.enregistre(page, "Séance annulée.")
    page.get_by_role("link", name="Rétablir").first.click()
    dialogue.get_by_role("button", name="Rétablir").click()
    gestes.enregistre(page, "Séance rétablie.")
    assert Seance.objects.get().etat == "programmee"
