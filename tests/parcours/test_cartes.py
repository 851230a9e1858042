"""La carte d'une personne, sans quitter le dossier : au survol, au clavier, jamais au doigt (4.3)."""

import pytest
from playwright.sync_api import Page, expect

from jalon.annuaire.models import Personne
from jalon.dossiers.operations import modifier_contacts

from . import gestes

pytestmark = pytest.mark.lent
ATTENTE = 700  # ms : au-delà, la carte serait là


@pytest.fixture
def dossier(maison):
    """Le dossier de Claire, avec un tuteur joignable et un employeur."""
    julie = maison.personnes["julie"]
    Personne.objects.filter(pk=julie.pk).update(telephone_mobile="+33612345678", fonction="Responsable d’atelier")
    donnees = {"tuteur": julie, "employeur": maison.societes["duval"]}
    modifier_contacts(par=maison.admin, dossier=maison.dossier, version=0, donnees=donnees)
    return maison.dossier


def lien(page: Page, fiche):
    return gestes.bloc(page, "contacts").get_by_role("link", name=str(fiche), exact=True)


def carte(page: Page):
    return page.get_by_role("group", name="Aperçu : ")


@pytest.mark.parametrize("qui", ["conseiller", "gestionnaire"])
def test_au_survol_la_carte_dit_qui_et_comment_le_joindre(connexion, maison, dossier, axe, qui):
    page = connexion(qui)
    gestes.ouvrir_dossier(page, dossier.numero)
    lien(page, maison.personnes["julie"]).hover()
    expect(carte(page)).to_contain_text("Responsable d’atelier")
    expect(carte(page).get_by_role("link", name="06 12 34 56 78")).to_be_visible()
    axe(page)

    # On va du lien à la carte sans la perdre ; on s'en éloigne, elle se ferme.
    carte(page).get_by_role("link", name="Ouvrir la fiche").hover()
    page.wait_for_timeout(ATTENTE)
    expect(carte(page)).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(carte(page)).to_have_count(0)

    lien(page, maison.societes["duval"]).hover()
    expect(carte(page)).to_contain_text(str(maison.societes["duval"]))
    carte(page).get_by_role("link", name="Ouvrir la fiche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(str(maison.societes["duval"]))


def test_au_clavier_tab_entre_dans_la_carte_et_echap_la_ferme(connexion, maison, dossier, axe):
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, dossier.numero)
    repere = lien(page, maison.personnes["julie"])
    page.keyboard.press("Tab")  # le clavier est l'outil : le focus se voit
    repere.focus()
    expect(carte(page)).to_be_visible()
    axe(page)
    page.keyboard.press("Tab")
    expect(carte(page).get_by_role("link", name="06 12 34 56 78")).to_be_focused()
    page.keyboard.press("Escape")
    expect(carte(page)).to_have_count(0)
    expect(repere).to_be_focused()

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(carte(page)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Julie")


def test_dans_une_liste_passer_ne_l_ouvre_pas_s_arreter_l_ouvre(connexion, maison, axe):
    page = connexion("conseiller")
    gestes.aller(page, "Annuaire")
    noms = page.locator("main td.c-nom a")
    noms.nth(0).hover()
    noms.nth(1).hover()
    page.get_by_role("heading", level=1).hover()
    page.wait_for_timeout(ATTENTE)
    expect(carte(page)).to_have_count(0)
    noms.nth(1).hover()
    expect(carte(page)).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(carte(page)).to_have_count(0)


def test_hors_du_perimetre_la_carte_ne_dit_que_le_nom(connexion, maison):
    louis = maison.dossiers["louis"].beneficiaire
    Personne.objects.filter(pk=louis.pk).update(telephone_mobile="+33612345678")
    page = connexion("conseiller")
    page.goto("/annuaire/personnes/?q=bernard")
    page.get_by_role("link", name=str(louis), exact=True).hover()
    expect(carte(page)).to_contain_text("hors de votre périmètre")
    expect(carte(page)).not_to_contain_text("06 12 34 56 78")
