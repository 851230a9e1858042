"""Les contrôles : du compte à la liste, de la liste à ce qui se règle (H4)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import fabriques

from . import gestes

pytestmark = pytest.mark.lent


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_une_seance_a_valider_se_trouve_se_regle_et_quitte_la_vue(connexion, maison, axe, taille):
    agenda = fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")
    hier = timezone.now().replace(microsecond=0) - timedelta(days=1)
    fabriques.seance(hier, maison.dossier, animateurs=(agenda,))
    page = connexion("conseiller", taille)
    gestes.aller(page, "Production")
    page.get_by_role("link", name="Contrôles").click()
    expect(page.get_by_role("heading", name="Contrôles", level=1)).to_be_visible()
    axe(page)

    # Le compte mène à la liste, la liste dit pourquoi, et la phrase mène aux séances
    ligne = page.get_by_role("listitem").filter(has_text="Séances à valider")
    expect(ligne).to_contain_text("1")
    ligne.get_by_role("link").click()
    page.wait_for_url("**/production/?controle=seances_a_valider")
    constat = page.get_by_role("link", name=f"Séance du {timezone.localtime(hier):%d/%m/%Y} à valider")
    expect(constat).to_be_visible()
    axe(page)
    constat.click()
    page.get_by_role("link", name="Valider").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Valider").click()
    gestes.enregistre(page, "Présences enregistrées.")
    expect(page.locator(".j-cles")).to_contain_text("1 h")

    page.goto("/controle/seances-a-valider/")
    expect(page.get_by_role("link", name=maison.dossier.numero)).to_have_count(0)
