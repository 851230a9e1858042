"""B. Financement : convention, période, heures, tarification, financeurs et répartition."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from jalon.financement.models import Convention
from jalon.structure.enums import Regime
from jalon.structure.operations import changer_regime_tva

from . import gestes

pytestmark = pytest.mark.lent


def ouvrir_financement(page, maison):
    """Accueil → Production → le dossier → onglet Financement → « Modifier » sur le bloc."""
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Financement")
    return gestes.modifier_bloc(page, "financement")


def ajouter_cofinanceur(zone, rang: int, nom: str, valeur: str, mode: str = "€") -> None:
    zone.get_by_role("button", name="Ajouter un co-financeur").click()
    gestes.choisir(zone, "Co-financeur (obligatoire)", nom[:4], nom, rang)
    zone.locator(f"[name='financement-lignes-{rang}-valeur']").fill(valeur)
    zone.locator(f"[name='financement-lignes-{rang}-mode']").select_option(label=mode)


@pytest.mark.parametrize(
    ("profil", "taille"),
    [("conseiller", "bureau"), ("gestionnaire", "bureau"), ("conseiller", "téléphone")],
)
def test_le_financement_se_saisit_et_se_relit(connexion, maison, axe, profil, taille):  # B1 B3 B4 B5 B6 B9 B10
    page = connexion(profil, taille)
    zone = ouvrir_financement(page, maison)
    axe(page)

    # Étant donné la convention qui convient au dossier : proposée d'abord, avec ce qui reste
    gestes.taper(zone, "Convention")
    proposee = page.get_by_role("option", name="CONV-2026-001")
    for raison in ("prestation", "période, jusqu’au 31/12/2027", "reste 200 h", "15 000,00 €"):
        expect(proposee).to_contain_text(raison)
    expect(page.get_by_text("Suggérée pour ce dossier")).to_be_visible()
    proposee.click()

    # Quand la période finit avant de commencer, que les heures et le montant sont illisibles
    gestes.saisir(zone, date_debut="01/12/2026", date_fin="30/11/2026", minutes_financees="24 h 75")
    gestes.saisir(zone, montant_total="1 234,567", tarif_horaire="-75")
    gestes.enregistrer(zone)
    # Alors chaque phrase est à côté de son champ, et rien de ce qui était tapé n'est perdu
    gestes.refuse(page)
    axe(page)
    gestes.erreur(zone, "La fin précède le début (01/12/2026).", "date_fin")
    gestes.erreur(zone, "les minutes vont de 0 à 59", "minutes_financees")
    gestes.erreur(zone, "deux décimales au plus", "montant_total")
    gestes.erreur(zone, "Une valeur négative n’est pas acceptée ici.", "tarif_horaire")
    assert gestes.valeur(zone, "montant_total") == "1 234,567"
    expect(zone.locator(".item", has_text="CONV-2026-001")).to_be_visible()

    # Un jour qui n'existe pas, un montant hors de proportion
    gestes.saisir(zone, date_fin="31/02/2027", montant_total="1000000000000")
    gestes.enregistrer(zone)
    gestes.erreur(zone, "Le 31/02/2027 n’existe pas.", "date_fin")
    gestes.erreur(zone, "Le maximum est", "montant_total")

    # Les bonnes valeurs : le montant se propose tout seul, tarif × heures
    gestes.saisir(zone, montant_total="", date_fin="30/06/2027", minutes_financees="24 h 30")
    gestes.basculer(zone, "Tarification", "Horaire")
    gestes.saisir(zone, tarif_horaire="75")
    expect(zone.locator("[name='financement-montant_total']")).to_have_value("1 837,50")
    gestes.choisir(zone, "Financeur principal", "opco", "OPCO des Exemples")
    zone.locator("[name='financement-dispositif']").select_option(label="Plan de développement / OPCO")
    # Le type se propose d'après le dispositif, et reste modifiable
    expect(zone.get_by_role("radio", name="Privé")).to_be_checked()
    gestes.saisir(zone, reference_financeur="DPC-778", numero_externe="ACC-12")
    zone.locator("[name='financement-accord']").select_option(label="Reçu")
    gestes.saisir(zone, date_accord="20/11/2026")
    gestes.enregistrer(zone)
    gestes.enregistre(page)

    # Alors tout se relit après rechargement
    gestes.en_consultation(page)
    axe(page)
    zone = gestes.bloc(page, "financement")
    assert gestes.lu(zone, "Convention").startswith("CONV-2026-001 · Cadre OPCO des bilans")
    assert gestes.lu(zone, "Période").startswith("du 01/12/2026 au 30/06/2027 · convention : du 01/01/2026")
    assert gestes.lu(zone, "Heures financées").startswith("24 h 30 · convention : 200 h")
    assert gestes.lu(zone, "Accord du financeur") == "Reçu le 20/11/2026"
    assert gestes.lu(zone, "Type de financement") == "Privé · d’après les dispositifs"
    assert gestes.lu(zone, "Tarification") == "Horaire"
    assert gestes.lu(zone, "Tarif horaire") == "75,00 € / h"
    assert gestes.lu(zone, "Montant total prévu") == "1 837,50 €"
    principal = gestes.plat(zone.get_by_role("row", name="OPCO des Exemples").inner_text())
    assert "DPC-778" in principal
    assert "1 837,50 €" in principal
    # Ce qui reste de la convention a diminué d'autant
    gestes.modifier_bloc(page, "financement")
    gestes.aller(page, "Admin")
    page.get_by_role("link", name="Conventions").first.click()
    page.get_by_role("link", name="CONV-2026-001").first.click()
    axe(page)
    assert "24 h 30 / 200 h" in gestes.plat(page.locator(".j-cles").inner_text())


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_les_cofinanceurs_se_partagent_le_total(connexion, maison, axe, taille):  # B7 B8
    page = connexion("gestionnaire", taille)
    zone = ouvrir_financement(page, maison)
    gestes.saisir(zone, montant_total="1 800,00")
    somme = zone.locator("[data-somme]")

    # Étant donné deux co-financeurs, l'un en euros, l'autre en pour cent
    ajouter_cofinanceur(zone, 0, "Région Exemple", "1 700")
    ajouter_cofinanceur(zone, 1, "Fonds des Essais", "10", "%")
    axe(page)
    # Alors le dépassement se dit pendant la saisie, et l'enregistrement est refusé avec la différence
    expect(somme).to_contain_text("Les co-financeurs dépassent le montant total de 80,00 €.")
    gestes.enregistrer(zone)
    gestes.refuse(page)
    assert "dépassent le montant total de 80,00 €" in gestes.plat(zone.locator("[data-erreurs]").inner_text())
    assert gestes.valeur(zone, "lignes-0-valeur") == "1 700"

    # Un pourcentage au-delà de cent, une part négative, le même financeur deux fois
    zone.locator("[name='financement-lignes-1-valeur']").fill("101")
    gestes.enregistrer(zone)
    gestes.erreur(zone, "Un pourcentage ne dépasse pas 100.", "lignes-1-valeur")
    zone.locator("[name='financement-lignes-1-valeur']").fill("-5")
    gestes.enregistrer(zone)
    gestes.erreur(zone, "Une valeur négative n’est pas acceptée ici.", "lignes-1-valeur")
    zone.locator("[name='financement-lignes-1-valeur']").fill("10")
    zone.locator("[name='financement-lignes-0-valeur']").fill("600")
    gestes.choisir(zone, "Financeur principal", "régi", "Région Exemple")
    gestes.enregistrer(zone)
    gestes.erreur(zone, "Ce financeur est déjà dans la répartition.", "lignes-0-financeur")

    # La part du principal est le reste : 1 800 − 600 − 180
    gestes.choisir(zone, "Financeur principal", "opco", "OPCO des Exemples")
    expect(somme).to_contain_text("Part de OPCO des Exemples")
    assert "1 020,00 € sur 1 800,00 €" in gestes.plat(somme.inner_text())
    gestes.enregistrer(zone)
    gestes.enregistre(page)

    zone = gestes.bloc(page, "financement")
    lignes = [gestes.plat(ligne.inner_text()) for ligne in zone.locator("tbody tr").all()]
    assert "OPCO des Exemples" in lignes[0]
    assert "1 020,00 €" in lignes[0]
    assert "600,00 €" in lignes[1]
    assert "10,00 % · 180,00 €" in lignes[2]

    # Une ligne retirée l'est vraiment ; le total diminué fait suivre les pourcentages
    zone = gestes.modifier_bloc(page, "financement")
    zone.get_by_role("button", name="Retirer cette ligne").first.click()
    gestes.saisir(zone, montant_total="1 000")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    lignes = [
        gestes.plat(ligne.inner_text()) for ligne in gestes.bloc(page, "financement").locator("tbody tr").all()
    ]
    assert len(lignes) == 2
    assert "900,00 €" in lignes[0]
    assert "10,00 % · 100,00 €" in lignes[1]


def test_forfait_et_tarif_horaire_s_excluent(connexion, maison):  # B10 B11
    page = connexion("conseiller")
    zone = ouvrir_financement(page, maison)
    tarif = zone.locator("[name='financement-tarif_horaire']")
    gestes.basculer(zone, "Tarification", "Horaire")
    gestes.saisir(zone, tarif_horaire="80")
    # Au forfait, le tarif horaire se vide et s'en va ; à l'heure, il revient
    gestes.basculer(zone, "Tarification", "Forfait")
    expect(tarif).to_be_hidden()
    expect(tarif).to_have_value("")
    gestes.basculer(zone, "Tarification", "Horaire")
    expect(tarif).to_be_visible()
    gestes.basculer(zone, "Tarification", "Forfait")
    gestes.saisir(zone, montant_total="-1 500")
    gestes.enregistrer(zone)
    gestes.erreur(zone, "Une valeur négative n’est pas acceptée ici.", "montant_total")
    gestes.saisir(zone, montant_total="1 500")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    zone = gestes.bloc(page, "financement")
    assert gestes.lu(zone, "Tarification") == "Forfait"
    assert gestes.lu(zone, "Montant total prévu") == "1 500,00 €"
    expect(zone.locator("dt", has_text="Tarif horaire")).to_have_count(0)


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire"])
def test_une_convention_se_cree_depuis_le_dossier_et_revient_choisie(connexion, maison, axe, profil):  # B2
    page = connexion(profil)
    zone = ouvrir_financement(page, maison)
    gestes.saisir(zone, commentaire="Accord attendu")
    dialogue = gestes.proposer(zone, "Convention", "CONV-2026-777", "Créer une convention")
    axe(page)

    def champ(libelle: str):
        return dialogue.get_by_role("textbox", name=re.compile(f"^{libelle}"))

    # Une référence déjà prise et une période à l'envers : la phrase, dans le dialogue
    champ("Référence").fill("CONV-2026-001")
    champ("Intitulé").fill("Plan 2027")
    champ("Début de validité").fill("01/01/2027")
    champ("Fin de validité").fill("31/12/2026")
    dialogue.get_by_role("button", name="Créer et choisir").click()
    dialogue.get_by_text("La fin précède le début (01/01/2027).").first.wait_for()
    champ("Fin de validité").fill("31/12/2027")
    dialogue.get_by_role("button", name="Créer et choisir").click()
    dialogue.get_by_text("porte déjà cette référence").first.wait_for()
    axe(page)

    # La bonne : le dialogue se ferme, la convention est choisie, le reste de la saisie est là
    champ("Référence").fill("CONV-2026-777")
    dialogue.get_by_role("button", name="Créer et choisir").click()
    expect(zone.locator(".item", has_text="CONV-2026-777")).to_be_visible()
    assert gestes.valeur(zone, "commentaire") == "Accord attendu"
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    assert gestes.lu(gestes.bloc(page, "financement"), "Convention") == "CONV-2026-777 · Plan 2027"
    assert Convention.objects.filter(reference="CONV-2026-777").count() == 1


def test_un_dossier_qui_sort_du_cadre_le_dit(connexion, maison):  # B3 B4
    page = connexion("responsable")
    zone = ouvrir_financement(page, maison)
    gestes.choisir(zone, "Convention", "CONV-2026-001", "CONV-2026-001")
    gestes.saisir(zone, date_debut="01/12/2026", date_fin="31/03/2028", minutes_financees="300")
    gestes.enregistrer(zone)
    # Engager plus que la convention demande un motif
    gestes.erreur(zone, "il lui manque 100 h. Dites pourquoi vous l’engagez quand même.", "motif_depassement")
    gestes.saisir(zone, motif_depassement="Avenant en cours de signature")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    zone = gestes.bloc(page, "financement")
    assert "finit après la convention" in gestes.lu(zone, "Période")
    assert "plus que la convention" in gestes.lu(zone, "Heures financées")
    assert gestes.lu(zone, "Convention dépassée") == "Avenant en cours de signature"
    ecarts = gestes.plat(gestes.bloc(page, "etapes").inner_text())
    assert "La convention ne suffit pas : il lui manque 100 h" in ecarts
    assert "La période finit après la convention" in ecarts


def test_sans_le_droit_on_n_engage_pas_plus_que_la_convention(connexion, maison):  # B4
    page = connexion("conseiller")
    zone = ouvrir_financement(page, maison)
    gestes.choisir(zone, "Convention", "CONV-2026-001", "CONV-2026-001")
    gestes.saisir(zone, minutes_financees="300")
    gestes.enregistrer(zone)
    gestes.erreur(zone, "Votre profil ne permet pas d’engager plus que la convention.", "minutes_financees")
    gestes.saisir(zone, minutes_financees="200")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    assert gestes.lu(gestes.bloc(page, "financement"), "Heures financées").startswith("200 h")


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_la_convention_propose_le_dossier_reprend(connexion, maison, axe, taille):  # B1 B3
    page = connexion("conseiller", taille)
    zone = ouvrir_financement(page, maison)
    gestes.saisir(zone, date_debut="01/12/2026")
    gestes.choisir(zone, "Convention", "CONV-2026-001", "CONV-2026-001")
    # Rien n'est copié : chaque valeur se propose à côté de son champ
    expect(zone.get_by_text("La convention propose 3 valeurs")).to_be_visible()
    assert gestes.valeur(zone, "date_fin") == ""
    axe(page)
    zone.get_by_role("button", name="Reprendre 31/12/2027 de la convention").click()
    expect(zone.locator("[name='financement-date_fin']")).to_have_value("31/12/2027")
    zone.get_by_role("button", name="Tout reprendre").click()
    expect(zone.locator("[name='financement-minutes_financees']")).to_have_value("24")
    expect(zone.get_by_text("La convention propose")).to_be_hidden()
    # Ce qui était saisi n'a pas été remplacé
    assert gestes.valeur(zone, "date_debut") == "01/12/2026"
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    zone = gestes.bloc(page, "financement")
    assert gestes.lu(zone, "Période").startswith("du 01/12/2026 au 31/12/2027")
    assert gestes.lu(zone, "Heures financées").startswith("24 h · convention : 200 h")
    expect(zone.get_by_role("row", name="OPCO des Exemples")).to_be_visible()


def test_un_particulier_saisit_le_ttc_d_abord(connexion, maison):  # B5 B9
    changer_regime_tva(par=maison.admin, regime=Regime.ASSUJETTI, date_effet=date(2020, 1, 1))
    page = connexion("responsable")
    zone = ouvrir_financement(page, maison)
    ttc, ht = (zone.locator(f"[name='financement-{nom}']") for nom in ("montant_ttc", "montant_total"))
    expect(ttc).to_be_hidden()
    gestes.choisir(zone, "Financeur principal", "claire", "MARTIN Claire")
    ttc.fill("1 800")
    expect(ht).to_have_value("1 500,00")
    ht.fill("1 000")
    expect(ttc).to_have_value("1 200,00")
    # S'écarter du régime demande un motif
    zone.locator("summary", has_text="TVA 20,00").click()
    zone.locator("[name='financement-regle_tva']").select_option(label="Exonérée, article 261-4-4° a")
    expect(ttc).to_be_hidden()
    gestes.enregistrer(zone)
    gestes.erreur(zone, "Dites pourquoi la TVA ne suit pas le régime de la maison.", "motif_tva")
    gestes.saisir(zone, motif_tva="Attestation reçue le 20/11")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    lu = gestes.lu(gestes.bloc(page, "financement"), "TVA")
    assert lu.startswith("Exonération de TVA, article 261-4-4° a du CGI")
    assert "Attestation reçue le 20/11" in lu
