"""G1. « Modifier » en haut de la page : le premier chemin, de l'accueil au dossier complété et relu."""

import pytest
from playwright.sync_api import expect

from . import gestes

pytestmark = [pytest.mark.lent, pytest.mark.deux_moteurs]


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire"])
def test_le_premier_chemin(connexion, maison, axe, profil, taille):  # A1 A3 A4 B1 B3 B4 B5 B9 C4 D1 D2 E1 G1
    # Étant donné une personne sur l'accueil, sans droit d'administration
    page = connexion(profil, taille)
    gestes.aller(page, "Production")
    gestes.chercher(page, "martin claire")
    page.get_by_role("link", name="MARTIN Claire").click()
    gestes.en_consultation(page)

    # Quand elle ouvre toute la page en modification, et se trompe dans trois blocs
    gestes.modifier_page(page)
    axe(page)
    gestes.saisir(page, date_entree_saisie="15/03/2027", date_fin_saisie="01/03/2027")
    gestes.saisir(page, date_debut="31/02/2027", minutes_financees="24 h 30", montant_total="1 234,567")
    page.get_by_role("button", name="Ajouter un objectif").click()
    page.locator("[name='objectifs-lignes-0-nature']").select_option(label="Changement de poste")
    gestes.choisir(page, "Gestionnaire chez le client", "garn", "GARNIER Odile")
    gestes.enregistrer(page)

    # Alors rien n'est enregistré, chaque erreur est dite en haut et à côté, et rien n'est perdu
    resume = page.locator("[data-erreurs]").first
    expect(resume).to_contain_text("4 champs à corriger")
    axe(page)
    gestes.erreur(page, "La fin prévisionnelle précède l’entrée (15/03/2027).", "date_fin_saisie")
    gestes.erreur(page, "Le 31/02/2027 n’existe pas.", "date_debut")
    gestes.erreur(page, "deux décimales au plus", "montant_total")
    gestes.erreur(page, "Ce champ est obligatoire.", "lignes-0-texte")
    assert gestes.valeur(page, "minutes_financees") == "24 h 30"
    expect(page.locator(".item", has_text="GARNIER Odile")).to_be_visible()
    assert maison.relire().contact_gestionnaire is None

    # Un lien du résumé mène au champ
    resume.get_by_role("link", name="Montant total prévu").click()
    expect(page.locator("[name='financement-montant_total']")).to_be_focused()

    # Les bonnes valeurs
    gestes.saisir(page, date_fin_saisie="30/06/2027", date_debut="01/03/2027", montant_total="1 234,56")
    gestes.saisir(page, date_fin="31/12/2027")
    gestes.choisir(page, "Convention", "opco", "CONV-2026-001")
    gestes.choisir(page, "Financeur principal", "opco", "OPCO des Exemples")
    gestes.saisir(page, **{"lignes-0-texte": "Devenir responsable d’atelier"})
    page.locator("[name='identite-origine']").select_option(label="Employeur")
    gestes.enregistrer(page)
    gestes.enregistre(page)

    # Alors tout se relit, onglet par onglet
    assert gestes.lu(gestes.bloc(page, "identite"), "Origine") == "Employeur"
    assert gestes.lu(gestes.bloc(page, "prestation"), "Date d’entrée") == "15/03/2027 saisie à la main"
    assert gestes.lu(gestes.bloc(page, "prestation"), "Fin prévisionnelle") == "30/06/2027 saisie à la main"
    expect(page.locator(".j-contact", has_text="GARNIER Odile")).to_be_visible()
    objectifs = gestes.bloc(page, "objectifs")
    assert "Devenir responsable d’atelier" in gestes.lu(objectifs, "Objectifs professionnels")
    gestes.onglet(page, "Financement")
    page.reload()
    financement = gestes.bloc(page, "financement")
    assert gestes.lu(financement, "Convention").startswith("CONV-2026-001")
    assert gestes.lu(financement, "Heures financées").startswith("24 h 30")
    assert gestes.lu(financement, "Montant total prévu") == "1 234,56 €"
    assert gestes.lu(financement, "Période").startswith("du 01/03/2027 au 31/12/2027")

    # Et l'historique dit qui a changé quoi
    gestes.onglet(page, "Historique")
    axe(page)
    qui = str(maison.utilisateurs[profil])
    expect(page.locator("main")).to_contain_text(qui)
    expect(page.locator("main")).to_contain_text("Devenir responsable d’atelier")


def test_annuler_demande_avant_de_perdre_la_saisie(connexion, maison):  # G1
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.modifier_page(page)
    gestes.saisir(page, commentaire="À ne pas perdre")
    page.get_by_role("link", name="Annuler").click()
    page.get_by_role("button", name="Continuer la saisie").click()
    assert gestes.valeur(page, "commentaire") == "À ne pas perdre"
    page.get_by_role("link", name="Annuler").click()
    page.get_by_role("button", name="Abandonner").click()
    gestes.en_consultation(page)
