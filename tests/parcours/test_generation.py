"""F6. Générer un document : depuis le dossier, ce qu’il faut écrire, un aperçu ; en lot depuis Production."""

import re
import shutil

import pytest
from playwright.sync_api import Page, expect

from jalon.annuaire.models import Personne
from jalon.documents.queries import contenu_de
from jalon.editeur.models import Generation
from jalon.editeur.operations.installation import installer_modeles
from jalon.prestations.models import Prestation
from tests.editeur.lecture_pdf import texte_du_pdf
from tests.maison import personne

from . import gestes
from .test_listes import barre, case, production

pytestmark = [
    pytest.mark.lent,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n’est pas sur cette machine"),
]
MENTIONS = (
    "objectif", "contenu", "niveau_requis", "moyens", "suivi_evaluation", "sanction", "conditions_abandon",
    "conditions_reglement",
)  # fmt: skip
CONVERSION = 30_000  # millisecondes : LibreOffice démarre, sur une machine chargée


@pytest.fixture(autouse=True)
def _modeles(settings, tmp_path, maison):
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    installer_modeles(codes=["convocation", "courrier-libre", "contrat-formation"])


def choisir(page: Page, modele: str) -> None:
    gestes.onglet(page, "Documents")
    page.get_by_role("link", name="Générer un document").click()
    page.get_by_role("link", name=modele).click()
    expect(page.get_by_role("heading", name=modele, level=1)).to_be_visible()


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_un_courrier_s_ecrit_se_regarde_et_se_range(connexion, maison, axe, taille):  # F6
    page = connexion("conseiller", taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    choisir(page, "Courrier libre")
    axe(page)
    page.get_by_role("button", name="Générer et ranger").click()
    gestes.refuse(page)  # l'objet et le texte manquent
    page.get_by_label(re.compile("^Objet")).fill("Votre rendez-vous")
    page.get_by_label(re.compile("^Texte du courrier")).fill("Bonjour Claire,\nÀ mardi.")
    page.get_by_role("button", name="Aperçu").click()
    expect(page.get_by_role("img", name="Page 1 sur 1")).to_be_visible(timeout=CONVERSION)
    axe(page)
    assert not Generation.objects.exists()
    page.get_by_role("button", name="Générer et ranger").click()
    page.locator("[data-message]", has_text="est rangé dans les documents").wait_for(timeout=CONVERSION)
    page.reload()
    expect(page.get_by_role("heading", name="Courrier libre", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Généré depuis un modèle")).to_be_visible()
    page.get_by_text("Valeurs employées").click()
    expect(page.get_by_text("Votre rendez-vous")).to_be_visible()
    axe(page)


def test_un_contrat_dit_la_mention_qui_manque(connexion, maison, axe):  # F6, CV-01
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    choisir(page, "Contrat de formation")
    expect(page.get_by_text("Ce contrat ne s’imprime pas encore.")).to_be_visible()
    expect(page.get_by_role("button", name="Générer et ranger")).to_have_count(0)
    axe(page)


def test_un_contrat_refuse_se_complete_puis_s_imprime(connexion, maison):  # F6, CV-01
    Prestation.objects.filter(pk=maison.dossier.prestation_id).update(
        nature="bilan", **dict.fromkeys(MENTIONS, "Comme convenu.")
    )
    Personne.objects.filter(pk=maison.dossier.beneficiaire_id).update(adresse="1 rue d’Antrain", ville="Rennes")
    paul = personne(maison, "paul", "Henry", "Paul", "personnel")
    Personne.objects.filter(pk=paul.pk).update(utilisateur=maison.utilisateurs["conseiller"])
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    choisir(page, "Contrat de formation")
    manque = page.get_by_role("listitem").filter(has_text="diplômes, titres ou références")
    expect(manque).to_have_count(1)
    manque.get_by_role("link").click()
    page.get_by_label("Titres et certifications").fill("Psychologue du travail")
    page.get_by_role("button", name="Enregistrer").click()
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    choisir(page, "Contrat de formation")
    page.get_by_role("button", name="Générer et ranger").click()
    page.locator("[data-message]", has_text="est rangé dans les documents").wait_for(timeout=CONVERSION)
    fait = Generation.objects.get()
    assert "Psychologue du travail" in texte_du_pdf(contenu_de(fait.pdf.derniere))


def test_un_lot_se_genere_depuis_production(connexion, maison, axe):
    page = connexion("gestionnaire")
    production(page)
    claire, elodie = maison.dossiers["claire"], maison.dossiers["elodie"]
    case(page, claire.numero).check()
    case(page, elodie.numero).check()
    barre(page).get_by_role("button", name="Générer").click()
    dialogue = page.get_by_role("dialog", name="Générer un document : 2 dossiers")
    dialogue.get_by_label(re.compile("^Modèle")).select_option(label="Convocation")
    axe(page)
    dialogue.get_by_role("button", name="Générer un document").click()
    expect(page.get_by_text("2 dossiers : fait.")).to_be_visible(timeout=CONVERSION)
    axe(page)
    assert Generation.objects.filter(pdf__isnull=False).count() == 2
