"""Qui a changé quoi : filtrer, déplier, reprendre où l'on en était ; le même écran sur chaque fiche (4.8)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from jalon.dossiers.operations import declencher_evenement
from jalon.journal.models import Consultation
from jalon.journal.operations import noter_consultation

from . import gestes

pytestmark = pytest.mark.lent
QUI = [("conseiller", "bureau"), ("gestionnaire", "bureau"), ("conseiller", "téléphone")]


def ouvrir_filtre(page: Page, filtre: str):
    page.locator(".j-filtrer > summary").click()
    panneau = page.locator(".j-filtrer__panneau")
    panneau.locator("summary", has_text=filtre).first.click()
    return panneau.locator("details[open]")


def appliquer(page: Page, un) -> None:
    un.get_by_role("button", name="Appliquer").click()
    page.wait_for_load_state()


def filtrer(page: Page, filtre: str, choix: str) -> None:
    un = ouvrir_filtre(page, filtre)
    un.get_by_label(filtre, exact=True).select_option(label=choix)
    appliquer(page, un)


def actes(page: Page) -> list[str]:
    return page.locator("#historique tbody .c-acte > .j-fort").all_inner_texts()


@pytest.mark.parametrize(("qui", "taille"), QUI)
def test_on_filtre_l_historique_d_un_dossier(connexion, maison, axe, qui, taille):
    page = connexion(qui, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = gestes.modifier_bloc(page, "prestation")
    gestes.saisir(zone, numero_commande="CMD-7", date_debut_commande="01/12/2026", date_fin_commande="31/12/2026")
    gestes.enregistrer(zone)
    gestes.enregistre(page)

    gestes.onglet(page, "Historique")
    axe(page)
    resume = page.locator("#historique details summary").first
    expect(resume).to_contain_text("commande", ignore_case=True)
    resume.click()
    expect(page.get_by_text("CMD-7")).to_be_visible()

    filtrer(page, "Ce qui a changé", "Numéro du bon de commande")
    expect(page).to_have_url(re.compile(r"champ=numero_commande"))
    assert len(actes(page)) == 1
    expect(page.get_by_text("CMD-7")).to_be_visible()  # le détail est déplié : on le cherchait
    axe(page)

    filtrer(page, "Par qui", str(maison.utilisateurs[qui]))
    assert len(actes(page)) == 1
    periode = ouvrir_filtre(page, "Période")
    periode.get_by_label("Depuis le").fill("2030-01-01")
    appliquer(page, periode)
    expect(page.get_by_role("heading", name="Aucun acte ne correspond")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Effacer les filtres").click()
    expect(page.locator("#historique tbody tr").first).to_be_visible()


@pytest.mark.parametrize(("qui", "taille"), QUI)
def test_on_reprend_depuis_sa_derniere_visite(connexion, maison, axe, qui, taille):
    utilisateur = maison.utilisateurs[qui]
    noter_consultation(par=utilisateur, sujet=maison.dossier)
    avant_hier = timezone.now() - timedelta(days=2)
    Consultation.objects.update(created_at=avant_hier, date_consultation=avant_hier.date())
    declencher_evenement(
        par=maison.admin, dossier=maison.dossier, type_evenement="entree", date_evenement=timezone.localdate()
    )

    page = connexion(qui, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Historique")
    lien = page.get_by_role("link", name=re.compile("par d’autres$"))
    expect(lien).to_be_visible()
    annonce = int(lien.inner_text().split()[0])
    lien.click()
    expect(page).to_have_url(re.compile("visite=oui"))
    expect(page.locator("#historique tbody tr")).to_have_count(annonce)
    axe(page)
    page.go_back()
    expect(page).not_to_have_url(re.compile("visite=oui"))


def test_chaque_fiche_a_le_meme_historique(connexion, maison, axe):
    page = connexion("gestionnaire")
    for adresse in (
        f"/annuaire/personnes/{maison.personnes['claire'].pk}/historique/",
        f"/annuaire/societes/{maison.societes['duval'].pk}/historique/",
        f"/admin/conventions/{maison.conventions['opco'].pk}/historique/",
    ):
        page.goto(adresse)
        expect(page.get_by_role("columnheader", name="Par qui, quand")).to_be_visible()
        axe(page)
