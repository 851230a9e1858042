"""Saisies hostiles sur chaque formulaire du dossier : une phrase ou un enregistrement, jamais une panne."""

from decimal import Decimal
from html import escape

import pytest
from django.test import Client

from jalon.dossiers.operations import modifier_objectifs
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.financement.operations import LignePart, modifier_financement
from tests.maison import construire
from tests.page_html import formulaire_de

pytestmark = pytest.mark.lent
HOSTILES = {
    "5 000 caractères": "é" * 5000,
    "emojis": "👩‍👧 😀 🏳️‍🌈",
    "droite à gauche": "\u202eשלום مرحبا",
    "NUL": "a\x00b",
    "dix puissance douze": "1000000000000",
    "quatre cents chiffres": "9" * 400,
    "négatif": "-1",
    "jour absent": "31/02/2026",
    "balise": "<script>alert(1)</script>{{ 7*7 }}",
    "chiffres d’ailleurs": "٣٢١ ² Ⅷ",
    "booléen": "True",
}
UN_A_UN = ("5 000 caractères", "NUL", "quatre cents chiffres", "négatif", "chiffres d’ailleurs")


@pytest.fixture
def maison(db):
    """La maison, avec un objectif et un co-financeur : les lignes aussi se maltraitent."""
    maison = construire()
    par, dossier = maison.utilisateurs["gestionnaire"], maison.dossier
    modifier_objectifs(par=par, dossier=dossier, version=0, lignes=[LigneObjectif("savoir", "Lire un bilan")])
    part = LignePart(maison.societes["region"], "euros", Decimal(600))
    donnees = {"montant_total": Decimal(1800), "minutes_financees": 1440}
    modifier_financement(
        par=par, dossier=dossier, version=0, financeur=maison.societes["opco"], donnees=donnees, parts=[part]
    )
    return maison


@pytest.fixture
def client(maison) -> Client:
    client = Client()
    client.force_login(maison.utilisateurs["gestionnaire"])
    return client


# adresse, ce qui désigne le formulaire dans la page
FORMULAIRES = {
    "identite": ("/dossiers/{numero}/identite/modifier/", "identite-"),
    "prestation": ("/dossiers/{numero}/prestation/modifier/", "prestation-"),
    "financement": ("/dossiers/{numero}/financement/modifier/", "financement-"),
    "contacts": ("/dossiers/{numero}/contacts/modifier/", "contacts-"),
    "objectifs": ("/dossiers/{numero}/objectifs/modifier/", "objectifs-"),
    "page": ("/dossiers/{numero}/modifier/", "identite-"),
    "ouverture": ("/dossiers/nouveau/", "beneficiaire"),
    "entree": ("/dossiers/{numero}/evenements/entree/declencher/", "date_evenement"),
    "suspension": ("/dossiers/{numero}/evenements/suspension/declencher/", "date_evenement"),
    "suivi": ("/dossiers/{numero}/evenements/changement_statut/declencher/", "date_evenement"),
    "sortie": ("/dossiers/{numero}/evenements/sortie/declencher/", "date_evenement"),
    "convention": ("/admin/conventions/nouvelle/", "reference"),
    "convention existante": ("/admin/conventions/{convention}/modifier/", "reference"),
}


def ouvrir(client: Client, maison, nom: str):
    adresse, repere = FORMULAIRES[nom]
    adresse = adresse.format(numero=maison.dossier.numero, convention=maison.conventions["opco"].pk)
    return adresse, lambda: formulaire_de(client.get(adresse).content.decode(), repere)


@pytest.mark.parametrize("nom", FORMULAIRES)
def test_tous_les_champs_faux_a_la_fois(client, maison, nom):
    """Rien n'est enregistré, une erreur est dite, ce qui a été tapé est encore à l'écran."""
    adresse, lire = ouvrir(client, maison, nom)
    formulaire = lire()
    for genre, hostile in HOSTILES.items():
        reponse = client.post(adresse, formulaire.champs | dict.fromkeys(formulaire.modifiables, hostile))
        assert reponse.status_code == 422, genre
        page = reponse.content.decode()
        assert "data-erreurs" in page, genre
        assert "<script>alert" not in page
        garde = escape(hostile.replace("\x00", ""))[:60] in page
        assert garde or not formulaire.textes, genre
    assert maison.relire().beneficiaire == maison.personnes["claire"]


@pytest.mark.parametrize("nom", [nom for nom in FORMULAIRES if nom != "page"])
def test_chaque_champ_faux_l_un_apres_l_autre(client, maison, nom):
    adresse, lire = ouvrir(client, maison, nom)
    formulaire = lire()
    assert len(formulaire.modifiables) >= 2
    for genre in UN_A_UN:
        for champ in formulaire.modifiables:
            reponse = client.post(adresse, {**formulaire.champs, champ: HOSTILES[genre]})
            assert reponse.status_code in (200, 302, 422), (champ, genre)
            if reponse.status_code != 422:  # accepté : la page retient une autre version
                formulaire = lire()


@pytest.mark.parametrize("champ", ["version", "instantane", "lignes-TOTAL_FORMS", "lignes-INITIAL_FORMS"])
@pytest.mark.parametrize(
    "hostile", ["", "x", "-1", "9" * 30, "[1]", '{"lignes": 3}', "null", '"x"', "\x00", "[" * 3000]
)
def test_ce_que_la_page_retient_se_forge_sans_panne(client, maison, champ, hostile):
    for bloc in ("objectifs", "financement"):
        adresse = f"/dossiers/{maison.dossier.numero}/{bloc}/modifier/"
        formulaire = formulaire_de(client.get(adresse).content.decode(), f"{bloc}-")
        envoi = {**formulaire.champs, f"{bloc}-{champ}": hostile}
        assert client.post(adresse, envoi).status_code in (200, 302, 422)


ADRESSES = (
    "/production/",
    "/annuaire/personnes/",
    "/annuaire/societes/",
    "/admin/conventions/",
    "/annuaire/personnes/propositions/",
    "/annuaire/societes/propositions/",
    "/annuaire/financeurs/propositions/",
    "/admin/conventions/propositions/",
    "/admin/prestations/propositions/",
    "/recherche/",
)
PARAMETRES = (
    "statut",
    "prestation",
    "conseiller",
    "centre",
    "suivi",
    "convention",
    "dossier",
    "role",
    "type",
    "strict",
)


@pytest.mark.parametrize("adresse", ADRESSES)
def test_une_adresse_absurde_montre_la_liste(client, adresse):
    for hostile in (*HOSTILES.values(), "0", "-created_at", "pk", "beneficiaire__courriel"):
        for parametres in ("page",), ("tri",), ("q",), PARAMETRES:
            reponse = client.get(adresse, dict.fromkeys(parametres, hostile))
            assert reponse.status_code == 200, (parametres, hostile[:20])


def test_les_onglets_et_l_historique_ignorent_une_page_absurde(client, maison):
    for suite in ("historique/", "financement/", ""):
        for parametre in ("page", "onglet", "de"):
            for hostile in ("-1", "9" * 30, "x", "²", "a\x00b"):
                adresse = f"/dossiers/{maison.dossier.numero}/{suite}"
                assert client.get(adresse, {parametre: hostile}).status_code == 200
    for hostile in ("identite", "x" * 300, "²"):
        reponse = client.get(f"/dossiers/{maison.dossier.numero}/identite/modifier/", {"onglet": hostile})
        assert reponse.status_code == 200


def test_un_numero_ou_un_bloc_absurde_est_absent(client, maison):
    for numero in ("x" * 500, "%00", "²", "..", "2026-000001%20"):
        assert client.get(f"/dossiers/{numero}/").status_code == 404
    for bloc in ("statut", "inconnu", "x" * 300):
        assert client.get(f"/dossiers/{maison.dossier.numero}/{bloc}/modifier/").status_code == 404
