"""B2. Les conventions dans Admin : brouillon, active, close ; dossiers liés ; ce qui reste."""

import re

import pytest
from playwright.sync_api import expect

from . import gestes

pytestmark = pytest.mark.lent


def ouvrir_conventions(page) -> None:
    gestes.aller(page, "Admin")
    page.get_by_role("link", name="Conventions").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Conventions")


def remplir(page, libelle: str, valeur: str) -> None:
    page.get_by_role("textbox", name=re.compile(f"^{libelle}")).fill(valeur)


@pytest.mark.parametrize(
    ("profil", "taille"), [("conseiller", "bureau"), ("gestionnaire", "bureau"), ("gestionnaire", "téléphone")]
)
def test_une_convention_va_du_brouillon_a_la_cloture(connexion, maison, axe, profil, taille):  # B2
    page = connexion(profil, taille)
    ouvrir_conventions(page)
    page.get_by_role("link", name=re.compile("^Nouvelle")).click()
    remplir(page, "Référence", "CONV-2026-001")
    remplir(page, "Intitulé", "Bilans 2027")
    gestes.basculer(page, "Elle commence", "Brouillon")
    gestes.enregistrer(page)
    # Une référence déjà prise : la phrase à côté, rien n'est perdu
    expect(page.get_by_text("porte déjà cette référence").first).to_be_visible()
    axe(page)
    remplir(page, "Référence", "CONV-2027-001")
    gestes.enregistrer(page)
    expect(page.get_by_text("elle ne se choisit pas encore dans un dossier")).to_be_visible()

    page.get_by_role("link", name="Activer").click()
    page.get_by_role("dialog").get_by_role("button", name="Activer").click()
    gestes.enregistre(page, "Convention CONV-2027-001 activée.")
    axe(page)

    page.locator("summary", has_text="Actes").click()
    page.get_by_role("link", name="Clore").click()
    dialogue = page.get_by_role("dialog")
    expect(dialogue.get_by_role("button", name="Clore")).to_be_visible()
    axe(page)
    dialogue.get_by_role("button", name="Clore").click()
    expect(dialogue.get_by_text("Ce champ est obligatoire.").first).to_be_visible()
    dialogue.get_by_role("textbox", name=re.compile("^Pourquoi")).fill("Remplacée par le marché 2027")
    dialogue.get_by_role("button", name="Clore").click()
    gestes.enregistre(page, "Convention CONV-2027-001 close.")
    expect(page.get_by_text("Remplacée par le marché 2027")).to_be_visible()

    page.get_by_role("link", name="Historique").click()
    assert "Motif : Remplacée par le marché 2027" in gestes.plat(page.locator("#contenu").inner_text())


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_une_convention_montre_ses_dossiers_et_ce_qui_reste(connexion, maison, axe, taille):  # B1 B4
    page = connexion("gestionnaire", taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Financement")
    zone = gestes.modifier_bloc(page, "financement")
    gestes.choisir(zone, "Convention", "CONV-2026-001", "CONV-2026-001")
    gestes.saisir(zone, minutes_financees="24", montant_total="1 800")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    gestes.bloc(page, "financement").get_by_role("link", name="CONV-2026-001").click()
    gestes.onglet(page, "Dossiers liés")
    axe(page)
    ligne = gestes.plat(page.get_by_role("row", name=maison.dossier.numero).inner_text())
    for attendu in ("MARTIN Claire", "24 h", "1 800,00 €"):
        assert attendu in ligne
    cles = gestes.plat(page.locator(".j-cles").inner_text())
    assert "176 h" in cles
    assert "13 200,00 €" in cles
    page.get_by_role("link", name="MARTIN Claire").click()
    expect(page.get_by_role("navigation", name="Onglets du dossier")).to_be_visible()


def test_une_convention_close_pendant_la_saisie_se_dit_a_cote_du_champ(connexion, maison):  # B1
    paul, sophie = connexion("conseiller"), connexion("gestionnaire")
    gestes.ouvrir_dossier(paul, maison.dossier.numero)
    gestes.onglet(paul, "Financement")
    zone = gestes.modifier_bloc(paul, "financement")
    gestes.choisir(zone, "Convention", "CONV-2026-001", "CONV-2026-001")
    gestes.saisir(zone, commentaire="Accord attendu")

    ouvrir_conventions(sophie)
    sophie.get_by_role("link", name="CONV-2026-001").first.click()
    sophie.locator("summary", has_text="Actes").click()
    sophie.get_by_role("link", name="Clore").click()
    dialogue = sophie.get_by_role("dialog")
    dialogue.get_by_role("textbox", name=re.compile("^Pourquoi")).fill("Enveloppe épuisée")
    dialogue.get_by_role("button", name="Clore").click()
    gestes.enregistre(sophie, "close.")

    gestes.enregistrer(zone)
    gestes.erreur(zone, "CONV-2026-001 n’est pas active : elle est close. Choisissez-en une autre.", "convention")
    assert gestes.valeur(zone, "commentaire") == "Accord attendu"
