"""Admin > Modèles : un modèle fautif corrigé d'après son contrôle ; un modèle dans l'autre notation (issue 8)."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.editeur import modeles_docx

from . import gestes

pytestmark = pytest.mark.lent


def ouvrir_nouveau(page, intitule: str, code: str) -> None:
    gestes.aller(page, "Admin")
    page.locator('#contenu a[href="/admin/modeles/"]').first.click()
    page.get_by_role("link", name="Nouveau modèle").first.click()
    page.get_by_role("textbox", name=re.compile("^Intitulé")).fill(intitule)
    page.get_by_role("textbox", name=re.compile("^Code")).fill(code)
    gestes.enregistrer(page)
    gestes.enregistre(page, f"Modèle « {intitule} » créé : déposez maintenant son fichier.")


def deposer(page, bouton: str, contenu: bytes) -> None:
    page.get_by_role("link", name=bouton).click()
    dialogue = page.get_by_role("dialog")
    fichier = {"name": "modele.docx", "mimeType": "application/octet-stream", "buffer": contenu}
    dialogue.locator("input[type=file]").set_input_files(fichier)
    dialogue.get_by_role("button", name="Déposer").click()


def publier(page, rang: int) -> None:
    page.get_by_role("link", name=f"Publier la version {rang}").click()
    page.get_by_role("dialog").get_by_role("button", name="Publier").click()
    gestes.enregistre(page, f"Version {rang} publiée.")


def test_un_modele_fautif_se_corrige_d_apres_son_controle(connexion, maison, axe):
    page = connexion("administrateur")
    ouvrir_nouveau(page, "Attestation d’entrée", "attestation-entree-essai")
    deposer(page, "Déposer le fichier", modeles_docx.docx("{{ beneficiaire.prenon }}, {{ dossier.numero }}"))
    gestes.enregistre(page, "Version 1 déposée : 1 point à corriger.")
    expect(page.get_by_text("Vouliez-vous « beneficiaire.prenom » ?")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Publier"))).to_have_count(0)
    axe(page)
    deposer(page, "Nouvelle version", modeles_docx.docx("{{ beneficiaire.prenom }}, {{ dossier.numero }}"))
    gestes.enregistre(page, "Version 2 déposée : rien à corriger, vous pouvez la publier.")
    page.locator("summary", has_text="Actes").click()
    page.get_by_role("link", name="Essayer sur un dossier").click()
    page.get_by_role("textbox", name=re.compile("^Sur le dossier")).fill(maison.dossier.numero)
    page.get_by_role("button", name="Essayer").click()
    if shutil.which("soffice"):
        expect(page.get_by_role("img", name="Page 1 sur 1")).to_be_visible(timeout=30_000)
        page.locator("summary", has_text="Lire le texte").click()
    expect(page.get_by_text(f"{maison.dossier.beneficiaire.prenom}, {maison.dossier.numero}")).to_be_visible()
    axe(page)
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Attestation d’entrée").click()
    publier(page, 2)
    expect(page.get_by_text("En vigueur")).to_be_visible()


def test_un_modele_dans_l_autre_notation_est_repris(connexion, maison):
    page = connexion("administrateur")
    ouvrir_nouveau(page, "Courrier repris", "courrier-repris")
    deposer(page, "Déposer le fichier", modeles_docx.docx("{d.benef.nom} {d.dossier.prestation} {d.liste[i].x}"))
    expect(page.get_by_text("« {d.benef.nom} » devient « {{ beneficiaire.nom }} ».")).to_be_visible()
    expect(page.get_by_text("« {d.liste[i].x} » n’est pas repris")).to_be_visible()
    deposer(page, "Nouvelle version", modeles_docx.docx("{d.benef.nom} {d.dossier.prestation}"))
    gestes.enregistre(page, "Version 2 déposée : rien à corriger, vous pouvez la publier.")
    publier(page, 2)
