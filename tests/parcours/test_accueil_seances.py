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
