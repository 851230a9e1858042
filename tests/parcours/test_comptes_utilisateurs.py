"""Inviter quelqu'un, sa première connexion, et le compte fermé pendant qu'il travaille."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from . import gestes

pytestmark = pytest.mark.lent
MOT_DE_PASSE = "les marées du printemps 2026"
COURRIEL = "lea.ney@exemple.fr"


def ouvrir_utilisateurs(page: Page) -> None:
    gestes.aller(page, "Admin")
    page.get_by_role("link", name=re.compile("^Utilisateurs")).click()
    page.get_by_role("heading", name="Utilisateurs", level=1).wait_for()
    page.wait_for_load_state()  # la recherche part en tapant


def inviter(page: Page) -> str:
    """Invite Léa ; rend le chemin du lien qui lui arrive."""
    ouvrir_utilisateurs(page)
    page.get_by_role("link", name=re.compile("^Inviter")).first.click()
    page.get_by_label("Prénom").fill("Léa")
    page.get_by_label("Nom", exact=False).nth(1).fill("Ney")
    page.get_by_label("Courriel").fill(COURRIEL)
    page.get_by_role("combobox", name="Profil").select_option(label="Conseiller")
    page.get_by_label("Centre", exact=True).select_option(label="Rennes")
    page.get_by_role("group", name="Équipes").get_by_text("Rennes", exact=True).click()
    page.get_by_role("button", name=re.compile("^Inviter")).click()
    page.get_by_text(f"Invitation envoyée à {COURRIEL}.").wait_for()
    return re.search(r"/invitation/\S+", mail.outbox[-1].body)[0]


def choisir_mot_de_passe(page: Page, lien: str) -> None:
    page.goto(lien)
    expect(page.get_by_role("heading", name="Bienvenue, Léa")).to_be_visible()
    page.get_by_role("textbox", name="Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_label("Le même, encore une fois").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Enregistrer le mot de passe").click()
    expect(page.get_by_text("Votre mot de passe est choisi : connectez-vous.")).to_be_visible()
    page.get_by_label("Courriel").fill(COURRIEL)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("heading", name="Ma journée").wait_for()


def desactiver(page: Page, motif: str) -> None:
    page.get_by_text("Actes", exact=True).click()
    page.get_by_role("link", name="Désactiver").click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("button", name="Désactiver").click()
    expect(dialogue.get_by_text("Ce champ est obligatoire.").first).to_be_visible()
    dialogue.get_by_label("Motif").fill(motif)
    dialogue.get_by_role("button", name="Désactiver").click()
    page.get_by_text("compte désactivé, sessions fermées.").wait_for()


def test_invite_il_entre_desactive_il_sort_a_la_page_suivante(connexion, nouvelle_page, axe):
    admin = connexion("administrateur")
    lien = inviter(admin)
    axe(admin)
    expect(admin.get_by_text("Invité", exact=True)).to_be_visible()

    lea = nouvelle_page(largeur=390, hauteur=844, has_touch=True, is_mobile=True)
    choisir_mot_de_passe(lea, lien)
    lea.goto("/compte/")
    expect(lea.get_by_role("heading", name=re.compile("^Mes sessions"))).to_be_visible()
    axe(lea)

    curieux = nouvelle_page()
    curieux.goto(lien)
    expect(curieux.get_by_role("heading", name="Ce lien ne vaut plus")).to_be_visible()

    admin.reload()
    assert gestes.lu(admin, "Dernière connexion") != "Jamais"
    desactiver(admin, "Fin de contrat")
    expect(admin.get_by_text("Fin de contrat").first).to_be_visible()
    axe(admin)

    lea.goto("/production/")
    lea.get_by_role("button", name="Se connecter").wait_for()
    lea.get_by_label("Courriel").fill(COURRIEL)
    lea.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    lea.get_by_role("button", name="Se connecter").click()
    expect(lea.get_by_role("heading", name="Ma journée")).to_have_count(0)


def test_modifier_un_compte_prend_effet_a_la_page_suivante(connexion, axe):
    admin, paul = connexion("administrateur"), connexion("conseiller", "téléphone")
    ouvrir_utilisateurs(admin)
    gestes.chercher(admin, "HENRY paul")
    admin.get_by_role("link", name="Paul Henry").click()
    admin.get_by_role("link", name="Modifier", exact=True).click()
    admin.get_by_role("combobox", name="Profil").select_option(label="Consultation")
    admin.get_by_text("Aucun : le profil suffit le plus souvent").click()
    admin.get_by_role("group", name="Administration").get_by_text("Lire", exact=True).click()
    axe(admin)
    gestes.enregistrer(admin)
    gestes.enregistre(admin, "« Paul Henry » : enregistré.")
    assert gestes.lu(admin, "Profil") == "Consultation"
    assert gestes.lu(admin, "Droits en plus du profil") == "Administration : lecture"
    expect(admin.get_by_text("Conseiller").first).to_be_visible()  # à l'historique, avant et après

    paul.goto("/admin/utilisateurs/")
    expect(paul.get_by_role("heading", name="Utilisateurs", level=1)).to_be_visible()
    expect(paul.get_by_role("link", name=re.compile("^Inviter"))).to_have_count(0)
    axe(paul)


def test_un_conseiller_n_a_pas_cet_ecran(connexion):
    paul = connexion("conseiller")
    paul.goto("/admin/utilisateurs/")
    expect(paul.get_by_text("Il vous manque le droit")).to_be_visible()


def test_fermer_ses_autres_sessions(connexion):
    ici, ailleurs = connexion("conseiller"), connexion("conseiller", "téléphone")
    ici.goto("/compte/")
    ici.get_by_role("button", name="Fermer toutes les autres").click()
    expect(ici.get_by_text("1 session fermée")).to_be_visible()
    ailleurs.goto("/compte/")
    ailleurs.get_by_role("button", name="Se connecter").wait_for()
