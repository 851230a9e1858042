"""D. Dates clés saisies ; E. Objectifs des trois familles."""

import pytest
from playwright.sync_api import expect

from . import gestes

pytestmark = pytest.mark.lent


@pytest.mark.parametrize(("profil", "taille"), [("conseiller", "bureau"), ("gestionnaire", "téléphone")])
def test_les_dates_se_saisissent_se_relisent_et_se_marquent(connexion, maison, axe, profil, taille):  # D1 D2
    page = connexion(profil, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = gestes.modifier_bloc(page, "prestation")
    axe(page)

    # Un jour qui n'existe pas, puis une fin avant l'entrée
    gestes.saisir(zone, date_entree_saisie="31/02/2027", date_fin_saisie="31/01/2027")
    gestes.enregistrer(zone)
    gestes.refuse(page)
    gestes.erreur(zone, "Le 31/02/2027 n’existe pas.", "date_entree_saisie")
    assert gestes.valeur(zone, "date_entree_saisie") == "31/02/2027"
    gestes.saisir(zone, date_entree_saisie="15022027")
    zone.locator("[name='prestation-date_entree_saisie']").press("Tab")
    assert gestes.valeur(zone, "date_entree_saisie") == "15/02/2027"
    gestes.enregistrer(zone)
    gestes.erreur(zone, "La fin prévisionnelle précède l’entrée (15/02/2027).", "date_fin_saisie")

    # Le bon de commande, à l'envers puis à l'endroit ; un lieu d'un autre centre
    gestes.saisir(zone, date_fin_saisie="30/06/2027", numero_commande="BC-2027-18")
    gestes.saisir(zone, date_debut_commande="10/02/2027", date_fin_commande="01/02/2027")
    zone.locator("[name='prestation-lieu']").select_option(label="Nantes · Salle 1")
    gestes.enregistrer(zone)
    gestes.erreur(zone, "La fin précède le début (10/02/2027).", "date_fin_commande")
    gestes.erreur(zone, "Ce lieu n’est pas au centre Rennes.", "lieu")
    gestes.saisir(zone, date_fin_commande="31/12/2027")
    zone.locator("[name='prestation-lieu']").select_option(label="Rennes · Salle 1")
    gestes.enregistrer(zone)
    gestes.enregistre(page)

    # Alors les dates se relisent, marquées « saisie à la main », et dans l'en-tête
    zone = gestes.bloc(page, "prestation")
    assert gestes.lu(zone, "Date d’entrée") == "15/02/2027 saisie à la main"
    assert gestes.lu(zone, "Fin prévisionnelle") == "30/06/2027 saisie à la main"
    assert gestes.lu(zone, "Bon de commande") == "BC-2027-18 du 10/02/2027 au 31/12/2027"
    assert gestes.lu(zone, "Centre, lieu") == "Rennes · Salle 1"
    assert gestes.lu(page.locator(".j-cles"), "Date d’entrée") == "15/02/2027 saisie à la main"

    # La date effacée redevient « à venir » : elle suivra le premier rendez-vous
    zone = gestes.modifier_bloc(page, "prestation")
    gestes.saisir(zone, date_entree_saisie="")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    assert gestes.lu(gestes.bloc(page, "prestation"), "Date d’entrée") == "à venir"


@pytest.mark.parametrize(("profil", "taille"), [("conseiller", "bureau"), ("gestionnaire", "téléphone")])
def test_les_objectifs_des_trois_familles(connexion, maison, axe, profil, taille):  # E1 E2 E3
    page = connexion(profil, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Objectifs")
    zone = gestes.modifier_bloc(page, "objectifs")

    # Une ligne sans texte est refusée à côté de son champ
    ajouter_objectif(zone, 0, "Reconversion professionnelle", "")
    axe(page)
    gestes.enregistrer(zone)
    gestes.refuse(page)
    gestes.erreur(zone, "Ce champ est obligatoire.", "lignes-0-texte")
    # 5 000 caractères : une phrase, rien n'est coupé
    gestes.saisir(zone, **{"lignes-0-texte": "é" * 5000})
    gestes.enregistrer(zone)
    gestes.erreur(zone, "500 caractères au plus", "lignes-0-texte")
    assert len(gestes.valeur(zone, "lignes-0-texte")) == 5000

    # Les trois familles, un résultat avec son indicateur et sa cible, et une ligne de trop que l'on retire
    gestes.saisir(zone, **{"lignes-0-texte": "Devenir chef d’équipe"})
    ajouter_objectif(zone, 1, "Savoir-faire", "Animer une réunion")
    ajouter_objectif(zone, 2, "Savoir-être", "De trop")
    ajouter_objectif(zone, 3, "Certification", "TOEIC", indicateur="Score", cible="785 points")
    zone.locator("[data-ligne]:visible").nth(2).get_by_role("button", name="Retirer cette ligne").click()
    gestes.enregistrer(zone)
    gestes.enregistre(page)

    # Alors ils se relisent, groupés par famille
    axe(page)
    zone = gestes.bloc(page, "objectifs")
    assert gestes.lu(zone, "Objectifs professionnels") == "Reconversion professionnelle : Devenir chef d’équipe"
    assert gestes.lu(zone, "Compétences à acquérir") == "Savoir-faire : Animer une réunion"
    assert gestes.lu(zone, "Résultats attendus") == "Certification : TOEIC · Score : 785 points"
    expect(zone.get_by_text("De trop")).to_have_count(0)

    # On en change un, on en retire un : le reste ne bouge pas
    zone = gestes.modifier_bloc(page, "objectifs")
    gestes.saisir(zone, **{"lignes-1-texte": "Animer une réunion d’équipe"})
    zone.get_by_role("button", name="Retirer cette ligne").first.click()
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    zone = gestes.bloc(page, "objectifs")
    assert gestes.lu(zone, "Compétences à acquérir") == "Savoir-faire : Animer une réunion d’équipe"
    expect(zone.locator("dt", has_text="Objectifs professionnels")).to_have_count(0)


def ajouter_objectif(zone, rang: int, nature: str, texte: str, **mesure: str) -> None:
    zone.get_by_role("button", name="Ajouter un objectif").click()
    zone.locator(f"[name='objectifs-lignes-{rang}-nature']").select_option(label=nature)
    gestes.saisir(zone, **{f"lignes-{rang}-texte": texte})
    gestes.saisir(zone, **{f"lignes-{rang}-{nom}": valeur for nom, valeur in mesure.items()})
