"""La visite du README : d'un appel téléphonique à un dossier clos, à la souris et au clavier, en photographiant.

`make captures` la joue avec `--photos docs/images` ; sinon les images vont dans le dossier de l'essai.
"""

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from jalon.editeur.operations.installation import installer_modeles
from tests import fabriques
from tests.documents import fichiers

from . import gestes
from .test_clavier import entrer
from .test_documents import ajouter, fichier, ouvrir_depot
from .test_evenements import declencher
from .test_generation import CONVERSION
from .test_generation import choisir as choisir_modele
from .test_memos import ajouter as ajouter_memo
from .test_memos import ecrire, ferme, panneau
from .test_seances import acte

pytestmark = [
    pytest.mark.lent,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n’est pas sur cette machine"),
]
BENEFICIAIRE = "Le Tallec Nolwenn"
DICTE = "Appelle de la part de Karim Haddad : veut quitter l’atelier pour encadrer. Disponible le matin."


@pytest.fixture
def photo(request, tmp_path) -> Callable[[Page, str], None]:
    """`photo(page, "visite-1-appel")` garde ce que montre l'écran."""
    dossier = Path(request.config.getoption("--photos") or tmp_path)

    def prendre(page: Page, nom: str) -> None:
        page.evaluate("() => document.fonts.ready")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=dossier / f"{nom}.png", animations="disabled", caret="hide")

    return prendre


@pytest.fixture(autouse=True)
def _magasin_neuf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"


@pytest.fixture
def accueil(connexion, maison) -> Page:
    """Paul est à son bureau, son agenda et ses modèles sont prêts."""
    installer_modeles(codes=["convocation", "courrier-libre"])
    fabriques.action("Entretien préliminaire", minutes=90)
    fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")
    return connexion("conseiller")


def jours_tenus() -> list[date]:
    """Les deux derniers jours ouvrés avant aujourd'hui, du plus ancien au plus récent."""
    passes = (timezone.localdate() - timedelta(days=ecart) for ecart in range(1, 9))
    return sorted([jour for jour in passes if jour.weekday() < 5][:2])


def decrocher(page: Page, photo: Callable) -> None:
    """Le téléphone sonne : la fiche se crée d'un nom, au milieu de l'ouverture du dossier, au clavier."""
    gestes.aller(page, "Annuaire")
    gestes.chercher(page, "le tallec")
    expect(page.get_by_text("Aucune personne").first).to_be_visible()
    gestes.aller(page, "Production")
    page.get_by_role("link", name=re.compile("^Nouveau")).first.click()
    dialogue = gestes.proposer(page, "Bénéficiaire (obligatoire)", BENEFICIAIRE, "Créer la fiche de")
    dialogue.get_by_role("textbox", name="Téléphone mobile").fill("06 39 98 01 02")
    dialogue.get_by_role("textbox", name="Courriel").fill("nolwenn.letallec@exemple.fr")
    photo(page, "visite-1-appel")
    page.keyboard.press("Control+s")
    dialogue.wait_for(state="hidden")
    gestes.choisir(page, "Prestation (obligatoire)", "bilan", "Bilan de compétences")
    page.keyboard.press("Control+s")
    page.get_by_role("heading", level=1, name=re.compile("Nolwenn")).wait_for()


def noter(page: Page) -> None:
    """Ce qui s'est dit au téléphone, dans un mémo que l'équipe lit."""
    zone = panneau(page)
    ecrire(zone, DICTE)
    ajouter_memo(zone)
    expect(zone).to_contain_text("Karim Haddad")
    ferme(page)


def financer(page: Page, photo: Callable) -> None:
    """La convention proposée, les heures, le montant, un co-financeur : la part du principal est le reste."""
    gestes.onglet(page, "Financement")
    zone = gestes.modifier_bloc(page, "financement")
    gestes.choisir(zone, "Convention", "opco", "CONV-2026-001")
    jour = timezone.localdate()
    gestes.saisir(zone, date_debut=f"{jour - timedelta(days=30):%d/%m/%Y}", date_fin="31/12/2027")
    gestes.saisir(zone, minutes_financees="24", montant_total="1 800")
    gestes.choisir(zone, "Financeur principal", "opco", "OPCO des Exemples")
    zone.get_by_role("button", name="Ajouter un co-financeur").click()
    gestes.choisir(zone, "Co-financeur (obligatoire)", "région", "Région Exemple")
    gestes.saisir(zone, **{"lignes-0-valeur": "600"})
    photo(page, "visite-2-financement")
    page.keyboard.press("Control+s")
    gestes.enregistre(page)
    assert gestes.lu(gestes.bloc(page, "financement"), "Montant total prévu") == "1 800,00 €"


def viser(page: Page) -> None:
    """Qui suit avec nous, et l'objectif que la clôture relira."""
    gestes.onglet(page, "Contacts")
    zone = gestes.modifier_bloc(page, "contacts")
    gestes.choisir(zone, "Prescripteur", "hadd", "HADDAD Karim")
    gestes.choisir(zone, "Employeur", "ateliers", "Ateliers Duval")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    gestes.onglet(page, "Objectifs")
    zone = gestes.modifier_bloc(page, "objectifs")
    zone.get_by_role("button", name="Ajouter un objectif").click()
    page.locator("[name='objectifs-lignes-0-nature']").select_option(label="Changement de poste")
    gestes.saisir(page, **{"lignes-0-texte": "Encadrer une équipe d’atelier"})
    gestes.enregistrer(zone)
    gestes.enregistre(page)


def _planifier(page: Page, jour: date) -> None:
    dialogue = acte(page, "Nouvelle séance")
    dialogue.locator("[name=action]").select_option(label="Entretien préliminaire")
    dialogue.locator("[name=jour]").fill(f"{jour:%d/%m/%Y}")
    dialogue.locator("[name=heure_debut]").fill("9h30")
    dialogue.get_by_role("button", name="Planifier").click()
    gestes.enregistre(page, "Séance planifiée.")


def tenir(page: Page, photo: Callable) -> None:
    """Deux séances ; le bénéficiaire et l'animateur signent la première, la seconde se valide à la main."""
    gestes.onglet(page, "Séances")
    for jour in jours_tenus():
        _planifier(page, jour)
    page.get_by_role("link", name="Émarger").first.click()
    _signer(page)
    photo(page, "visite-4-signature")
    page.get_by_role("button", name="Je signe").click()
    expect(page.get_by_role("heading", name="Merci, c’est signé")).to_be_visible()
    _signer(page)
    page.get_by_role("button", name="Je signe").click()
    page.get_by_role("link", name="Revenir à la séance").click()
    expect(page.get_by_text("Tout est signé")).to_be_visible()
    page.get_by_role("link", name="Séances du dossier").click()
    for _ in jours_tenus():
        entrer(page, page.get_by_role("link", name="Valider").first)
        page.get_by_role("dialog").get_by_role("button", name="Valider").click()
        gestes.enregistre(page, "Présences enregistrées.")
    photo(page, "visite-3-seances")


def _signer(page: Page) -> None:
    page.get_by_role("link", name="Faire signer").first.click()
    expect(page.get_by_role("heading", name="Signer ma présence")).to_be_visible()
    page.wait_for_load_state()
    gestes.dessiner(page)


def classer(page: Page, photo: Callable) -> None:
    """Le curriculum vitæ reçu se dépose, la lettre se génère : tout est au même endroit."""
    gestes.onglet(page, "Documents")
    depot = ouvrir_depot(page, fichier("Curriculum vitæ.pdf", fichiers.pdf(pages=2)))
    depot.get_by_label(re.compile("^Genre")).select_option("Document du bénéficiaire")
    ajouter(depot)
    ferme_depot(depot)
    choisir_modele(page, "Courrier libre")
    page.get_by_label(re.compile("^Objet")).fill("Synthèse de votre bilan")
    page.get_by_label(re.compile("^Texte du courrier")).fill("Bonjour Nolwenn,\nVoici ce que nous retenons.")
    page.get_by_role("button", name="Générer et ranger").click()
    page.locator("[data-message]", has_text="est rangé dans les documents").wait_for(timeout=CONVERSION)
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Documents").click()
    expect(page.locator("#documents tbody tr", has_text="Curriculum vitæ")).to_be_visible()
    photo(page, "visite-5-documents")


def ferme_depot(depot: Locator) -> None:
    fini = depot.get_by_role("button", name="Terminer").or_(depot.get_by_role("button", name="Fermer")).first
    expect(depot.get_by_text("Curriculum vitæ").first).to_be_visible()
    fini.click()


def dire_entree(page: Page, photo: Callable) -> None:
    """L'entrée se déclenche : le statut la suit et dit pourquoi."""
    gestes.onglet(page, "Événements")
    dialogue = declencher(page, "Entrée dans la prestation")
    dialogue.get_by_role("textbox", name="Date").fill(f"{jours_tenus()[0]:%d/%m/%Y}")
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "enregistré")
    expect(page.locator(".j-pourquoi")).to_contain_text("En cours")
    photo(page, "visite-6-evenements")


def relire_memos(page: Page, photo: Callable) -> None:
    gestes.onglet(page, "Mémos")
    expect(page.get_by_role("article").filter(has_text="Karim Haddad")).to_be_visible()
    photo(page, "visite-7-memos")


def clore(page: Page, photo: Callable) -> None:
    """Clôturer, au clavier : la suite, l'issue de l'objectif, et ce qui manque encore est dit."""
    entrer(page, page.locator("summary", has_text="Actes").first)
    entrer(page, page.get_by_role("link", name="Clôturer le dossier"))
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Suite").select_option(label="Emploi")
    photo(page, "visite-8-cloture")
    page.keyboard.press("Control+s")
    gestes.enregistre(page, "enregistré")
    expect(page.locator(".j-pourquoi")).to_contain_text("Terminé : sortie du")
    page.keyboard.press("Home")
    photo(page, "visite-9-dossier-clos")


def test_d_un_appel_a_un_dossier_clos(accueil, maison, axe, photo):  # A1 A3 B1 B8 C1 E1 F2 F5 F7 F9 H1
    decrocher(accueil, photo)
    noter(accueil)
    viser(accueil)
    financer(accueil, photo)
    dire_entree(accueil, photo)
    tenir(accueil, photo)
    classer(accueil, photo)
    relire_memos(accueil, photo)
    clore(accueil, photo)
    axe(accueil)
