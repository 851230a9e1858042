"""Profils, équipes, transfert : lire et changer les droits, ranger une équipe, reprendre des dossiers."""

import re

import pytest
from playwright.sync_api import expect

from jalon.comptes.models import Equipe, Profil
from jalon.dossiers.models import Dossier

from . import gestes

pytestmark = pytest.mark.lent


def sans_debordement(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dupliquer_un_profil_et_regler_ses_droits_au_clavier(connexion, maison, axe):
    page = connexion("administrateur")
    gestes.aller(page, "Admin")
    page.get_by_role("link", name="Profils", exact=True).click()
    axe(page)
    page.get_by_role("link", name="Consultation").click()
    axe(page)
    page.locator("summary", has_text="Actes").press("Enter")
    page.get_by_role("link", name="Dupliquer").press("Enter")
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Nom du nouveau profil").fill("Auditeur")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/modifier/$"))
    axe(page)
    memos = page.get_by_role("group", name="Mémos")
    memos.get_by_label("Lecture", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(memos.get_by_label("Lecture et écriture")).to_be_checked()
    page.get_by_label("Exporter les dossiers").press("Space")
    page.keyboard.press("Control+s")
    gestes.enregistre(page, "Profil « Auditeur » enregistré.")
    expect(page.locator("main")).to_contain_text("tiré de « Consultation »")
    expect(page.get_by_role("row", name=re.compile("^Mémos"))).to_contain_text("En écrire")
    assert {"memos.ecriture", "dossiers.exporter"} <= set(Profil.objects.get(libelle="Auditeur").droits)


def test_on_ne_se_retire_pas_son_droit_d_administrer(connexion, maison):
    page = connexion("administrateur")
    page.goto(f"/admin/profils/{maison.admin.profil_id}/modifier/")
    gestes.basculer(page, "Administration", "Lecture")
    page.get_by_label("Traiter une demande RGPD").uncheck()
    gestes.enregistrer(page)
    gestes.refuse(page)
    expect(page.locator("[data-erreurs]")).to_contain_text("votre propre droit d’administrer")


def test_une_zone_par_carte_sur_un_telephone(connexion, maison, axe):
    page = connexion("administrateur", "téléphone")
    for adresse in (
        "/admin/profils/",
        f"/admin/profils/{maison.admin.profil_id}/",
        f"/admin/profils/{maison.admin.profil_id}/modifier/",
        "/admin/equipes/",
        f"/admin/equipes/{Equipe.objects.get(libelle='Rennes').pk}/",
        f"/admin/utilisateurs/{maison.utilisateurs['conseiller'].pk}/acces/",
        f"/admin/utilisateurs/{maison.utilisateurs['conseiller'].pk}/transferer/",
    ):
        page.goto(adresse)
        axe(page)
        sans_debordement(page)


def test_ajouter_quelqu_un_a_une_equipe_lui_ouvre_ses_dossiers(connexion, maison, axe):
    ines = connexion("nantes")
    ines.goto(f"/dossiers/{maison.dossier.numero}/")
    expect(ines.get_by_role("heading", level=1)).not_to_contain_text("MARTIN")
    page = connexion("administrateur")
    page.goto(f"/admin/equipes/{Equipe.objects.get(libelle='Rennes').pk}/modifier/")
    axe(page)
    gestes.taper(page, "Membres", "ines")
    page.locator(".ts-dropdown").get_by_role("option", name=re.compile("^Inès Moreau")).click()
    page.keyboard.press("Escape")
    gestes.enregistrer(page)
    gestes.enregistre(page, "enregistrée")
    expect(page.get_by_role("region", name=re.compile("^Membres"))).to_contain_text("Inès Moreau")
    ines.goto(f"/dossiers/{maison.dossier.numero}/")
    expect(ines.locator("main")).to_contain_text("MARTIN")


def test_transferer_ses_dossiers_puis_demander_qui_les_voit(connexion, maison, axe):
    paul, sophie = maison.utilisateurs["conseiller"], maison.utilisateurs["gestionnaire"]
    page = connexion("administrateur")
    page.goto(f"/admin/utilisateurs/{paul.pk}/")
    page.locator("summary", has_text="Actes").click()
    page.get_by_role("link", name="Transférer ses dossiers").click()
    axe(page)
    gestes.choisir(page, "À quel collègue (obligatoire)", "sophie", "Sophie Leroux")
    bouton = page.get_by_role("button", name="Transférer 1 dossier à Sophie Leroux")
    expect(bouton).to_be_visible()
    axe(page)
    bouton.click()
    page.locator("[data-message]", has_text="1 dossier transféré à Sophie Leroux.").wait_for()
    assert Dossier.objects.get(pk=maison.dossier.pk).conseiller == sophie
    page.get_by_label("Voit-il ce dossier ?").fill(maison.dossier.numero)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Équipe Rennes : Sophie Leroux en est conseiller référent.")).to_be_visible()
    axe(page)
