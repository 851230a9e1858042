"""G1. Deux personnes sur le même dossier : le même bloc, deux blocs ; personne ne perd rien."""

import pytest
from playwright.sync_api import expect

from . import gestes

pytestmark = pytest.mark.lent


def ouvrir_bloc(page, maison, code: str, libelle_onglet: str | None = None):
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    if libelle_onglet:
        gestes.onglet(page, libelle_onglet)
    return gestes.modifier_bloc(page, code)


def test_sur_le_meme_bloc_la_seconde_voit_ce_qui_a_change_et_garde_sa_saisie(connexion, maison, axe):  # G1
    # Étant donné Paul et Sophie sur le bloc « Prestation et dates »
    paul, sophie = connexion("conseiller"), connexion("gestionnaire")
    bloc_paul, bloc_sophie = ouvrir_bloc(paul, maison, "prestation"), ouvrir_bloc(sophie, maison, "prestation")
    gestes.saisir(bloc_paul, numero_commande="BC-PAUL", date_entree_saisie="01/02/2027")
    gestes.enregistrer(bloc_paul)
    gestes.enregistre(paul)

    # Quand Sophie enregistre une autre valeur du même champ, et un champ que Paul n'a pas touché
    gestes.saisir(bloc_sophie, numero_commande="BC-SOPHIE", date_fin_saisie="30/06/2027")
    gestes.enregistrer(bloc_sophie)

    # Alors elle lit qui, quoi ; sa saisie est gardée ; ce qu'elle n'avait pas touché est à jour
    expect(bloc_sophie.get_by_role("alert").first).to_contain_text("Paul Henry a modifié ce bloc")
    axe(sophie)
    conflit = bloc_sophie.locator(".j-conflit")
    expect(conflit).to_have_count(1)
    expect(conflit).to_contain_text("BC-PAUL")
    assert gestes.valeur(bloc_sophie, "numero_commande") == "BC-SOPHIE"
    assert gestes.valeur(bloc_sophie, "date_fin_saisie") == "30/06/2027"
    assert gestes.valeur(bloc_sophie, "date_entree_saisie") == "01/02/2027"

    # Elle reprend la valeur de Paul et enregistre : les deux travaux sont là
    conflit.get_by_role("button", name="Reprendre cette valeur").click()
    assert gestes.valeur(bloc_sophie, "numero_commande") == "BC-PAUL"
    gestes.enregistrer(bloc_sophie)
    gestes.enregistre(sophie)
    lu = gestes.bloc(sophie, "prestation")
    assert gestes.lu(lu, "Bon de commande") == "BC-PAUL"
    assert gestes.lu(lu, "Date d’entrée").startswith("01/02/2027")
    assert gestes.lu(lu, "Fin prévisionnelle").startswith("30/06/2027")


def test_sur_les_objectifs_aucune_ligne_ne_se_perd_sans_le_dire(connexion, maison):  # G1
    paul, sophie = connexion("conseiller"), connexion("gestionnaire")
    bloc_paul = ouvrir_bloc(paul, maison, "objectifs", "Objectifs")
    bloc_sophie = ouvrir_bloc(sophie, maison, "objectifs", "Objectifs")
    for zone, texte in ((bloc_paul, "L’objectif de Paul"), (bloc_sophie, "L’objectif de Sophie")):
        zone.get_by_role("button", name="Ajouter un objectif").click()
        zone.locator("[name='objectifs-lignes-0-nature']").select_option(label="Savoirs")
        gestes.saisir(zone, **{"lignes-0-texte": texte})
    gestes.enregistrer(bloc_paul)
    gestes.enregistre(paul)
    gestes.enregistrer(bloc_sophie)
    # Alors Sophie voit les lignes de Paul, et garde les siennes
    expect(bloc_sophie.get_by_text("Savoirs : L’objectif de Paul")).to_be_visible()
    assert gestes.valeur(bloc_sophie, "lignes-0-texte") == "L’objectif de Sophie"
    gestes.enregistrer(bloc_sophie)
    gestes.enregistre(sophie)
    expect(gestes.bloc(sophie, "objectifs")).to_contain_text("L’objectif de Sophie")


def test_sur_deux_blocs_personne_ne_se_gene(connexion, maison):  # G1
    paul, sophie = connexion("conseiller"), connexion("gestionnaire")
    bloc_paul = ouvrir_bloc(paul, maison, "identite")
    bloc_sophie = ouvrir_bloc(sophie, maison, "financement", "Financement")
    bloc_paul.locator("[name='identite-origine']").select_option(label="Employeur")
    gestes.saisir(bloc_sophie, montant_total="1 800")
    gestes.enregistrer(bloc_paul)
    gestes.enregistre(paul)
    gestes.enregistrer(bloc_sophie)
    gestes.enregistre(sophie)
    assert gestes.lu(gestes.bloc(sophie, "financement"), "Montant total prévu") == "1 800,00 €"
    gestes.onglet(sophie, "Informations générales")
    assert gestes.lu(gestes.bloc(sophie, "identite"), "Origine") == "Employeur"


def test_toute_la_page_contre_un_bloc_ne_perd_que_ce_qu_on_voit(connexion, maison):  # G1
    paul, sophie = connexion("conseiller"), connexion("gestionnaire")
    gestes.ouvrir_dossier(paul, maison.dossier.numero)
    gestes.modifier_page(paul)
    bloc_sophie = ouvrir_bloc(sophie, maison, "financement", "Financement")
    gestes.saisir(bloc_sophie, montant_total="900")
    gestes.enregistrer(bloc_sophie)
    gestes.enregistre(sophie)

    # Paul a changé ce même montant, et un autre bloc
    gestes.saisir(paul, montant_total="1 800", numero_commande="BC-7")
    gestes.enregistrer(paul)
    expect(paul.get_by_role("alert").first).to_contain_text("Sophie Leroux a modifié ce bloc")
    expect(paul.locator(".j-conflit")).to_contain_text("900,00")
    assert gestes.valeur(paul, "montant_total") == "1 800"
    assert gestes.valeur(paul, "numero_commande") == "BC-7"
    gestes.enregistrer(paul)
    gestes.enregistre(paul)
    assert gestes.lu(gestes.bloc(paul, "prestation"), "Bon de commande") == "BC-7"
    gestes.onglet(paul, "Financement")
    assert gestes.lu(gestes.bloc(paul, "financement"), "Montant total prévu") == "1 800,00 €"
