"""F9, F10, H2. Mémos et relances : écrire après un échange, choisir qui lit, relancer, relire."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from . import gestes
from .test_clavier import entrer, tabuler

pytestmark = pytest.mark.lent
PROFILS = ["conseiller", "gestionnaire"]
TAILLES = ["bureau", "téléphone"]


def panneau(page: Page) -> Locator:
    """« Ajouter un mémo », en haut de la page ; rend le panneau ouvert."""
    page.get_by_role("link", name="Ajouter un mémo").click()
    zone = page.locator("#panneau")
    zone.get_by_label("Mémo", exact=False).first.wait_for()
    return zone


def ecrire(zone: Locator, texte: str, *, nature: str = "Échange", qui: str = "Équipe") -> None:
    zone.locator("[name=contenu]").fill(texte)
    gestes.basculer(zone, "Nature", nature)
    gestes.basculer(zone, "Qui le lit", qui)


def ajouter(zone: Locator) -> None:
    zone.get_by_role("button", name="Ajouter", exact=True).click()


def ferme(page: Page) -> None:
    page.locator("#panneau").get_by_role("button", name="Fermer").click()
    expect(page.locator("#panneau")).to_be_hidden()


def memo(page: Page, texte: str) -> Locator:
    return page.get_by_role("article").filter(has_text=texte)


def ouvrir_ses_relances(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Mes relances")).first.click()
    page.get_by_role("heading", level=1, name="Mes relances").wait_for()


@pytest.mark.parametrize("taille", TAILLES)
@pytest.mark.parametrize("profil", PROFILS)
def test_un_memo_s_ecrit_se_relit_et_garde_l_ancien_texte(connexion, maison, axe, profil, taille):  # F9 F10
    # Étant donné un dossier ouvert
    page = connexion(profil, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    # Quand on enregistre un mémo vide
    zone = panneau(page)
    axe(page)
    ajouter(zone)
    # Alors la phrase est à côté du champ
    expect(zone.get_by_text("Ce champ est obligatoire.").first).to_be_visible()
    axe(page)
    # Corrigé, il se lit aussitôt dans le panneau, puis dans le fil, relu de la base
    ecrire(zone, "Piste formation confirmée", nature="Point d’attention")
    ajouter(zone)
    expect(zone.get_by_text("Mémo ajouté.")).to_be_visible()
    expect(memo(page, "Piste formation confirmée").first).to_be_visible()
    ferme(page)
    gestes.onglet(page, "Mémos")
    page.reload()
    expect(memo(page, "Piste formation confirmée")).to_contain_text("Point d’attention")
    axe(page)
    # Modifié, l'ancien texte reste lisible
    page.get_by_role("link", name=re.compile("^Modifier : Point")).click()
    dialogue = page.get_by_role("dialog")
    dialogue.locator("[name=contenu]").fill("Piste formation abandonnée")
    axe(page)
    gestes.enregistrer(dialogue)
    gestes.enregistre(page, "Mémo modifié.")
    memo(page, "Piste formation abandonnée").get_by_role("link", name=re.compile("^modifié")).click()
    expect(page.get_by_role("dialog")).to_contain_text("Piste formation confirmée")
    axe(page)
    page.get_by_role("dialog").get_by_role("link", name="Fermer").click()
    # Le texte se cherche
    gestes.chercher(page, "confirm")
    expect(page.get_by_role("heading", name="Aucun mémo ne correspond")).to_be_visible()
    gestes.chercher(page, "abandon")
    expect(memo(page, "Piste formation abandonnée")).to_be_visible()


def test_ajouter_un_memo_sur_chaque_onglet(connexion, maison):  # H2
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    for libelle in ("Financement", "Contacts", "Objectifs", "Documents", "Mémos", "Historique", "Informations"):
        gestes.onglet(page, libelle)
        zone = panneau(page)
        ecrire(zone, f"Depuis {libelle}")
        ajouter(zone)
        expect(zone.get_by_text("Mémo ajouté.")).to_be_visible()
        ferme(page)
    # Et dans le bloc de la première page, sans la quitter
    page.get_by_role("link", name="Écrire après un échange…").click()
    bloc = gestes.bloc(page, "memos")
    ecrire(bloc, "Depuis le bloc")
    ajouter(bloc)
    expect(bloc.get_by_text("Mémo ajouté.")).to_be_visible()
    page.reload()
    expect(memo(page, "Depuis le bloc")).to_be_visible()


def test_un_memo_prive_reste_a_son_auteur(connexion, maison):  # F10
    # La maison propose « Moi seul » pour un commentaire ; le choix suivant est retenu
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = panneau(page)
    zone.locator("[name=contenu]").fill("Amarante, pour moi")
    gestes.basculer(zone, "Nature", "Commentaire")
    expect(zone.get_by_role("radio", name="Moi seul")).to_be_checked()
    ajouter(zone)
    expect(memo(page, "Amarante").first).to_contain_text("Moi seul")
    # Nommer quelqu'un qui ne voit pas le dossier se refuse ; nommer une collègue l'ouvre à elle
    ecrire(zone, "Bégonia, à deux", qui="Personnes nommées")
    gestes.choisir(zone, "Personnes nommées", "mor", "Inès Moreau")
    ajouter(zone)
    expect(zone.get_by_text("Inès Moreau ne peut pas lire ce dossier.").first).to_be_visible()
    zone.locator("[name=lecteurs]").evaluate("(s) => s.tomselect.clear()")
    gestes.choisir(zone, "Personnes nommées", "ler", "Sophie Leroux")
    ajouter(zone)
    expect(zone.get_by_text("Mémo ajouté.")).to_be_visible()
    # Alors Sophie lit le second, l'administratrice aucun, nulle part
    for qui, lus in (("gestionnaire", {"Bégonia"}), ("administrateur", set())):
        autre = connexion(qui)
        gestes.ouvrir_dossier(autre, maison.dossier.numero)
        gestes.onglet(autre, "Mémos")
        autre.wait_for_load_state()
        assert {mot for mot in ("Amarante", "Bégonia") if mot in autre.content()} == lus
        autre.locator("#recherche-partout").fill("amarante")
        autre.locator("#recherche-partout").press("Enter")
        expect(autre.get_by_role("heading", level=1)).to_be_visible()
        assert "Amarante, pour moi" not in autre.content()


@pytest.mark.parametrize("taille", TAILLES)
def test_une_relance_se_confie_se_reporte_et_se_fait(connexion, maison, axe, taille):  # F9
    # Paul confie une relance à Sophie
    page = connexion("conseiller", taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = panneau(page)
    ecrire(zone, "Obtenir la convention signée", nature="Relance")
    ajouter(zone)
    expect(zone.get_by_text("Dites quel jour relancer.").first).to_be_visible()
    axe(page)  # la page posée : le résumé des erreurs a pris la main
    expect(zone.locator("[data-erreurs]")).to_be_focused()
    jour = timezone.localdate()
    zone.locator("[name=date_relance]").fill(f"{jour:%d/%m/%Y}")
    gestes.choisir(zone, "Confier à", "ler", "Sophie Leroux")
    ajouter(zone)
    expect(zone.get_by_text("Mémo ajouté.")).to_be_visible()
    # Sophie la voit à l'accueil et dans le bandeau, la reporte, puis la fait
    sophie = connexion("gestionnaire", taille)
    expect(sophie.get_by_role("link", name="Mes relances : 1 due")).to_be_visible()
    expect(sophie.get_by_role("link", name="Obtenir la convention signée")).to_be_visible()
    axe(sophie)
    ouvrir_ses_relances(sophie)
    axe(sophie)
    sophie.get_by_text("Reporter", exact=True).click()
    sophie.get_by_role("button", name="Dans une semaine").click()
    gestes.enregistre(sophie, f"Relance reportée au {jour + timedelta(days=7):%d/%m/%Y}.")
    expect(sophie.get_by_role("heading", name="Rien à relancer aujourd’hui")).to_be_visible()
    onglets = sophie.get_by_role("navigation", name="Relances", exact=True)
    onglets.get_by_role("link", name="À venir").click()
    sophie.get_by_role("button", name=re.compile("^Fait")).click()
    gestes.enregistre(sophie, "Relance faite.")
    onglets.get_by_role("link", name="Faites").click()
    expect(sophie.get_by_role("link", name="Obtenir la convention signée")).to_be_visible()
    # Paul le lit sur le dossier
    page.reload()
    gestes.onglet(page, "Mémos")
    expect(memo(page, "Obtenir la convention")).to_contain_text("Relance faite le")


@pytest.mark.parametrize("taille", TAILLES)
def test_un_memo_se_pose_sur_une_fiche_et_une_convention(connexion, maison, axe, taille):  # F9
    page = connexion("gestionnaire", taille)
    gestes.aller(page, "Annuaire")
    gestes.chercher(page, "martin")
    page.get_by_role("link", name="MARTIN Claire").click()
    gestes.onglet(page, "Mémos")
    zone = panneau(page)
    ecrire(zone, "Préfère le courriel")
    ajouter(zone)
    expect(zone.get_by_text("Mémo ajouté.")).to_be_visible()
    page.reload()
    expect(memo(page, "Préfère le courriel")).to_be_visible()
    axe(page)
    page.goto(f"/admin/conventions/{maison.conventions['opco'].pk}/")
    gestes.onglet(page, "Mémos")
    zone = panneau(page)
    ecrire(zone, "Renégocier avant juin")
    ajouter(zone)
    expect(zone.get_by_text("Mémo ajouté.")).to_be_visible()
    page.reload()
    expect(memo(page, "Renégocier avant juin")).to_be_visible()
    axe(page)
    # Supprimé puis restauré
    memo(page, "Renégocier").get_by_role("button", name=re.compile("^Supprimer")).click()
    page.locator("[data-message]", has_text="Mémo supprimé").first.wait_for()
    expect(memo(page, "Renégocier")).to_have_count(0)
    page.get_by_text("Vos mémos supprimés").click()
    page.get_by_role("button", name=re.compile("^Restaurer")).click()
    gestes.enregistre(page, "Mémo restauré.")
    expect(memo(page, "Renégocier avant juin")).to_be_visible()


def test_un_memo_au_clavier(connexion, maison):  # F10
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    page.wait_for_load_state()
    entrer(page, page.get_by_role("link", name="Ajouter un mémo"))
    zone = page.locator("#panneau")
    expect(zone.locator("[name=contenu]")).to_be_focused()
    page.keyboard.type("Au clavier seul")
    tabuler(page, zone.get_by_role("radio", name="Échange"))
    page.keyboard.press("ArrowRight")
    expect(zone.get_by_role("radio", name="Point d’attention")).to_be_checked()
    entrer(page, zone.get_by_role("button", name="Ajouter", exact=True))
    expect(zone.get_by_text("Mémo ajouté.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(zone).to_be_hidden()
    expect(page.get_by_role("link", name="Ajouter un mémo")).to_be_focused()
    page.reload()
    expect(memo(page, "Au clavier seul")).to_contain_text("Point d’attention")
