"""Le coût se voit : autant de requêtes pour une ligne que pour trois, et leur nombre écrit ici (règle 5)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jalon.documents.operations import ajouter_document
from jalon.dossiers.operations import declencher_evenement, modifier_contacts, modifier_objectifs, ouvrir_dossier
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.financement.operations import LignePart, creer_convention, modifier_financement
from jalon.prestations.operations import creer_prestation
from tests import fabriques
from tests import maison as pose
from tests.documents import fichiers
from tests.fabriques import equipe, utilisateur
from tests.maison import Maison, construire

pytestmark = pytest.mark.lent

COMPTES_D_ONGLETS = (
    3  # documents, mémos, séances : la pastille de l'onglet, une requête sur chaque page d'un dossier
)
EVENEMENTS = ("entree", "suspension", "reprise")
BANDEAU = 1  # les relances dues, à chaque page
# Adresse d'une liste → requêtes d'une page, session et compte compris, bandeau en plus.
LISTES = {
    "/production/?q=durand": 26,  # dont une par vue comptée
    "/annuaire/personnes/?q=durand": 13,  # et le compte des doublons
    "/annuaire/societes/?q=fabrique": 11,
    "/admin/conventions/?q=atelier": 12,
    "/admin/prestations/?q=atelier": 11,
    "/admin/utilisateurs/?q=durand": 16,
    "/seances/?q=durand": 15,
}
# Page d'un dossier → requêtes, session, compte et journal de consultation compris ; bandeau et mémos en plus.
PAGES = {
    "": 11,
    "financement/": 8,  # et le régime de TVA du jour, ce qui reste à la convention
    "contacts/": 7,
    "objectifs/": 6,
    "documents/": 10,  # la liste et ses filtres, les pièces exigées, la corbeille
    "seances/": 17,  # séances et listes, déroulé, natures, agendas, signatures et leur fenêtre, heures, modèles
    "historique/": 11,  # dont la visite précédente et les deux filtres : qui, quoi
    "evenements/": 9,
    "modifier/": 16,
    "identite/modifier/": 12,
    "prestation/modifier/": 15,
    "financement/modifier/": 10,
    "contacts/modifier/": 11,
    "objectifs/modifier/": 13,
}


@pytest.fixture
def maison(db) -> Maison:
    return construire()


@pytest.fixture
def client(maison) -> Client:
    """L'administratrice : elle voit tout, et ouvre chaque écran."""
    client = Client()
    client.force_login(maison.admin)
    return client


def compter(client: Client, adresse: str) -> int:
    """Les requêtes d'une page déjà ouverte une fois : ce que le processus retient est retenu."""
    assert client.get(adresse).status_code == 200
    with CaptureQueriesContext(connection) as requetes:
        client.get(adresse)
    return len(requetes)


def etoffer(maison: Maison, rang: int) -> None:
    """Une ligne de plus dans chaque liste."""
    compte = utilisateur(nom="Durand", prenom=f"N°{rang}", centre=maison.centres["rennes"])
    equipe(compte)
    fiche = pose.personne(
        maison, f"b{rang}", "Durand", f"N°{rang}", "beneficiaire", "tuteur", employeur=maison.societes["duval"]
    )
    societe = pose.societe(maison, f"s{rang}", f"Fabrique {rang}", "financeur", "employeur", ville="Rennes")
    prestation = creer_prestation(par=maison.admin, donnees={"code": f"P{rang}", "libelle": f"Atelier {rang}"})
    cadre = {"reference": f"ESSAI-{rang}", "intitule": "Atelier", "financeur_societe": societe}
    convention = creer_convention(par=maison.admin, donnees=cadre, prestations=[prestation])
    dossier = ouvrir_dossier(par=maison.utilisateurs["conseiller"], beneficiaire=fiche, prestation=prestation)
    fabriques.seance(timezone.now() + timedelta(days=rang), dossier, par=maison.admin)
    donnees = {"convention": convention, "minutes_financees": 60, "montant_total": Decimal(100)}
    modifier_financement(
        par=maison.admin, dossier=dossier, version=0, financeur=societe, donnees=donnees, parts=[]
    )


@pytest.mark.parametrize(("adresse", "attendu"), LISTES.items())
def test_une_liste_coute_autant_pour_une_ligne_que_pour_trois(client, maison, adresse, attendu):
    etoffer(maison, 1)
    assert _lignes(client, adresse) == 1
    une = compter(client, adresse)
    etoffer(maison, 2)
    etoffer(maison, 3)
    assert _lignes(client, adresse) == 3
    assert (une, compter(client, adresse)) == (attendu + BANDEAU, attendu + BANDEAU)


def _lignes(client: Client, adresse: str) -> int:
    return client.get(adresse).content.decode().partition("<tbody>")[2].count("<tr")


def remplir(maison: Maison, lignes: int) -> None:
    """Le dossier de Claire avec ce nombre d'objectifs, de co-financeurs, d'événements et d'entrées au journal."""
    par, dossier = maison.admin, maison.dossier
    objectifs = [LigneObjectif("savoir", f"Objectif {rang}") for rang in range(lignes)]
    modifier_objectifs(par=par, dossier=dossier, version=0, lignes=objectifs)
    parts = [
        LignePart(maison.societes[cle], "euros", Decimal(100)) for cle in ("region", "fonds", "duval")[:lignes]
    ]
    donnees = {"montant_total": Decimal(1800), "minutes_financees": 1440, "convention": maison.conventions["opco"]}
    modifier_financement(
        par=par, dossier=dossier, version=0, financeur=maison.societes["opco"], donnees=donnees, parts=parts
    )
    contacts = {"prescripteur": "karim", "tuteur": "julie", "contact_gestionnaire": "odile"}
    fiches = {champ: maison.personnes[cle] for champ, cle in contacts.items()}
    modifier_contacts(
        par=par, dossier=dossier, version=0, donnees={**fiches, "employeur": maison.societes["duval"]}
    )
    for rang in range(lignes):
        fichier = fichiers.examen(f"note {rang}".encode())
        ajouter_document(par=par, porteur=dossier, examen=fichier, donnees={"genre": "piece"})
    for rang in range(lignes):
        fabriques.seance(timezone.now() + timedelta(days=rang + 1), dossier, par=par)
    for type_evenement in EVENEMENTS[:lignes]:
        declencher_evenement(
            par=par, dossier=dossier, type_evenement=type_evenement, date_evenement=timezone.localdate()
        )


@pytest.mark.parametrize("lignes", [1, 3])
@pytest.mark.parametrize(("suite", "attendu"), PAGES.items())
def test_la_page_d_un_dossier_coute_autant_pour_une_ligne_que_pour_trois(client, maison, suite, attendu, lignes):
    remplir(maison, lignes)
    cout = compter(client, f"/dossiers/{maison.dossier.numero}/{suite}")
    assert cout == attendu + COMPTES_D_ONGLETS + BANDEAU
