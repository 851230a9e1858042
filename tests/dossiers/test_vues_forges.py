"""Identifiants forgés dans les envois, doubles envois, page entière sans script (« Bad input », G1, G2, H1)."""

import pytest
from django.test import Client

from jalon.comptes.models import Utilisateur
from jalon.dossiers.models import Dossier, Objectif
from jalon.dossiers.operations import modifier_objectifs
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.financement.models import Convention, Financement
from jalon.prestations.models import Prestation
from tests.maison import construire
from tests.page_html import formulaire_de

pytestmark = pytest.mark.lent

ABSENTE = "Cette fiche n’existe pas, ou n’est pas dans votre périmètre."
PLUS_PROPOSEE = "Cette valeur n’est plus proposée : choisissez-en une autre."


@pytest.fixture
def maison(db):
    return construire()


@pytest.fixture
def session(maison):
    """`session("conseiller")` : un client connecté."""

    def ouvrir(qui: str = "conseiller") -> Client:
        client = Client()
        client.force_login(maison.utilisateurs[qui])
        return client

    return ouvrir


def envoyer(client: Client, maison, bloc: str, dossier: str = "claire", **valeurs):
    """Envoie le bloc tel que la page le donne, avec ces valeurs (« conseiller=12 »)."""
    adresse = f"/dossiers/{maison.dossiers[dossier].numero}/{bloc}/modifier/"
    formulaire = formulaire_de(client.get(adresse).content.decode(), f"{bloc}-")
    changes = {f"{bloc}-{nom.replace('__', '-')}": valeur for nom, valeur in valeurs.items()}
    return client.post(adresse, {**formulaire.champs, **changes})


def refuse(reponse, phrase: str) -> None:
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode()


# ── Identifiants forgés ──


@pytest.mark.parametrize("forge", ["999999", "abc", "-1", "9" * 25])
def test_un_identifiant_qui_n_existe_pas_est_refuse_a_cote_du_champ(session, maison, forge):
    client = session("gestionnaire")
    refuse(envoyer(client, maison, "identite", beneficiaire=forge), ABSENTE)
    refuse(envoyer(client, maison, "prestation", prestation=forge), ABSENTE)
    refuse(envoyer(client, maison, "prestation", conseiller=forge), PLUS_PROPOSEE)
    refuse(envoyer(client, maison, "contacts", tuteur=forge), ABSENTE)
    refuse(envoyer(client, maison, "financement", convention=forge), ABSENTE)
    refuse(envoyer(client, maison, "financement", financeur=f"s{forge}"), ABSENTE)
    dossier = maison.relire()
    assert dossier.beneficiaire == maison.personnes["claire"]
    assert not Financement.objects.exists()


def test_ce_qui_n_est_plus_propose_est_refuse(session, maison):
    client = session("gestionnaire")
    Utilisateur.objects.filter(pk=maison.utilisateurs["nantes"].pk).update(is_active=False)
    refuse(envoyer(client, maison, "prestation", conseiller=maison.utilisateurs["nantes"].pk), PLUS_PROPOSEE)
    Prestation.objects.filter(pk=maison.prestations["vae"].pk).update(is_active=False)
    refuse(envoyer(client, maison, "prestation", prestation=maison.prestations["vae"].pk), ABSENTE)
    Convention.objects.filter(pk=maison.conventions["opco"].pk).update(etat="close")
    close = "CONV-2026-001 n’est pas active : elle est close. Choisissez-en une autre."
    refuse(envoyer(client, maison, "financement", convention=maison.conventions["opco"].pk), close)


def test_le_donneur_d_ordre_reste_de_son_type(session, maison):  # C5
    refuse(envoyer(session(), maison, "contacts", donneur_ordre=maison.societes["duval"].pk), ABSENTE)


def test_un_particulier_ne_passe_pas_pour_une_societe(session, maison):  # B5
    personne = maison.personnes["claire"]
    reponse = envoyer(session(), maison, "financement", financeur=f"p{personne.pk}")
    assert reponse.status_code == 302
    assert Financement.objects.get().financeur == personne
    refuse(envoyer(session(), maison, "financement", financeur=f"x{personne.pk}"), ABSENTE)


def test_l_objectif_d_un_autre_dossier_ne_se_modifie_pas_d_ici(session, maison):
    nantes = maison.utilisateurs["nantes"]
    ailleurs = [LigneObjectif("savoir", "À Nantes")]
    modifier_objectifs(par=nantes, dossier=maison.dossiers["louis"], version=0, lignes=ailleurs)
    vise = Objectif.objects.get()
    lignes = {"lignes__0__pk": vise.pk, "lignes__0__nature": "savoir", "lignes__0__texte": "Forgé"}
    reponse = envoyer(session(), maison, "objectifs", **lignes)
    assert reponse.status_code == 302
    vise.refresh_from_db()
    assert (vise.texte, vise.dossier) == ("À Nantes", maison.dossiers["louis"])
    assert [o.texte for o in maison.relire().objectifs.all()] == ["Forgé"]


def test_une_valeur_proposee_par_l_adresse_passe_par_les_memes_portes(session, maison):  # B2
    adresse = f"/dossiers/{maison.dossier.numero}/financement/modifier/"
    reference = maison.conventions["opco"].reference
    bonne = session().get(adresse, {"convention": maison.conventions["opco"].pk})
    assert reference in bonne.content.decode()
    for forge in ("999999", "x", "9" * 25):
        assert session().get(adresse, {"convention": forge}).status_code == 200


def test_le_retour_d_une_convention_ne_sort_pas_de_la_maison(session, maison):
    donnees = {"intitule": "Essai", "nature": "convention", "etat": "active"}
    for rang, retour in enumerate(
        ("https://exemple.org/", "//exemple.org/", "/\\exemple.org", "javascript:alert(1)")
    ):
        envoi = {**donnees, "reference": f"FORGE-{rang}", "retour": retour}
        reponse = session().post("/admin/conventions/nouvelle/", envoi)
        assert reponse.status_code == 302
        assert reponse.url.startswith("/admin/conventions/"), retour


# ── Droits (G2) ──


def test_sans_le_droit_la_requete_forgee_ne_change_ni_beneficiaire_ni_prestation(session, maison):  # G2
    client = session("conseiller")
    envoyer(client, maison, "identite", beneficiaire=maison.personnes["elodie"].pk, statut_beneficiaire="autre")
    envoyer(client, maison, "prestation", prestation=maison.prestations["vae"].pk, numero_commande="BC-1")
    dossier = maison.relire()
    assert dossier.beneficiaire == maison.personnes["claire"]
    assert dossier.prestation == maison.prestations["bilan"]
    assert (dossier.statut_beneficiaire, dossier.numero_commande) == ("autre", "BC-1")


def test_consultation_ne_modifie_rien(session, maison):
    client = session("consultation")
    numero = maison.dossier.numero
    for suite in ("modifier/", "identite/modifier/", "financement/modifier/", "evenements/entree/declencher/"):
        reponse = client.post(f"/dossiers/{numero}/{suite}", {"identite-origine": ""})
        assert reponse.status_code == 403
    assert client.post("/dossiers/nouveau/", {}).status_code == 403


# ── Double envoi, conflit, sans script ──


def test_deux_envois_de_la_meme_ouverture_n_ouvrent_qu_un_dossier(session, maison):  # H1
    client = session("conseiller")
    formulaire = formulaire_de(client.get("/dossiers/nouveau/").content.decode(), "beneficiaire")
    envoi = {**formulaire.champs, "beneficiaire": maison.personnes["elodie"].pk}
    envoi["prestation"] = maison.prestations["vae"].pk
    premiere, seconde = client.post("/dossiers/nouveau/", envoi), client.post("/dossiers/nouveau/", envoi)
    assert premiere.status_code == 302
    assert Dossier.objects.filter(prestation=maison.prestations["vae"]).count() == 1
    assert seconde.status_code == 302, "le second envoi mène au même dossier"
    assert seconde.url == premiere.url


def test_sans_script_toute_la_page_s_enregistre_ligne_vide_comprise(session, maison):  # G1
    client = session("gestionnaire")
    adresse = f"/dossiers/{maison.dossier.numero}/modifier/"
    formulaire = formulaire_de(client.get(adresse).content.decode(), "identite-")
    recherche = {"contacts-employeur__recherche": "Le Bihan", "financement-montant_total": "1 800,00"}
    ligne = {"objectifs-lignes-0-nature": "savoir", "objectifs-lignes-0-texte": "Lire un bilan"}
    reponse = client.post(adresse, formulaire.champs | recherche | ligne)
    assert reponse.status_code == 302
    dossier = maison.relire()
    assert dossier.employeur == maison.societes["bihan"]
    assert [o.texte for o in dossier.objectifs.all()] == ["Lire un bilan"]
    assert dossier.financement.montant_total == 1800


def test_une_erreur_dans_un_bloc_n_enregistre_aucun_bloc(session, maison):  # G1
    client = session("gestionnaire")
    adresse = f"/dossiers/{maison.dossier.numero}/modifier/"
    formulaire = formulaire_de(client.get(adresse).content.decode(), "identite-")
    envoi = formulaire.champs | {"prestation-numero_commande": "BC-9", "financement-montant_total": "beaucoup"}
    reponse = client.post(adresse, envoi)
    refuse(reponse, "n’est pas un montant")
    relu = formulaire_de(reponse.content.decode(), "identite-")
    assert relu.champs["prestation-numero_commande"] == "BC-9"
    assert relu.champs["financement-montant_total"] == "beaucoup"
    assert maison.relire().numero_commande == ""


def test_deux_onglets_sur_le_meme_bloc_gardent_les_deux_travaux(session, maison):  # G1
    paul, sophie = session("conseiller"), session("gestionnaire")
    adresse = f"/dossiers/{maison.dossier.numero}/prestation/modifier/"
    pages = [formulaire_de(client.get(adresse).content.decode(), "prestation-") for client in (paul, sophie)]
    assert paul.post(adresse, pages[0].champs | {"prestation-numero_commande": "PAUL"}).status_code == 302
    reponse = sophie.post(adresse, pages[1].champs | {"prestation-date_fin_saisie": "30/06/2027"})
    refuse(reponse, "Paul Henry a modifié ce bloc")
    relu = formulaire_de(reponse.content.decode(), "prestation-")
    assert relu.champs["prestation-numero_commande"] == "PAUL"
    assert relu.champs["prestation-date_fin_saisie"] == "30/06/2027"
    assert sophie.post(adresse, relu.champs).status_code == 302
    dossier = maison.relire()
    assert (dossier.numero_commande, f"{dossier.date_fin_saisie:%d/%m/%Y}") == ("PAUL", "30/06/2027")


def test_un_bloc_inchange_s_enregistre_sans_rien_ecrire(session, maison):  # G1
    client = session("gestionnaire")
    avant = maison.relire().updated_at
    assert envoyer(client, maison, "identite").status_code == 302
    assert maison.relire().updated_at == avant
