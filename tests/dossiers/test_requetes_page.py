"""La page d'un dossier coûte autant avec une ligne de chaque chose qu'avec trois (règle 5)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.dossiers.operations import modifier_contacts, modifier_objectifs
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.financement.operations import LignePart, modifier_financement
from tests import fabriques

pytestmark = pytest.mark.django_db

# Le nombre exact de requêtes d'une page : une hausse se décide, elle ne se subit pas.
COUTS = {
    "dossiers:dossier": 9,
    "financement:dossier": 8,  # et le régime de TVA du jour, ce qui reste à la convention
    "dossiers:contacts": 6,
    "dossiers:objectifs": 6,
    "dossiers:historique": 6,
}


@pytest.fixture
def par():
    return fabriques.utilisateur("administrateur")


@pytest.fixture
def connecte(client, par):
    client.force_login(par)
    return client


def _garnir(par, nombre: int):
    """Un dossier complet, avec `nombre` objectifs, co-financeurs et événements."""
    dossier = fabriques.dossier(par)
    lignes = [LigneObjectif("savoir", f"Savoir {i}") for i in range(nombre)]
    modifier_objectifs(par=par, dossier=dossier, version=0, lignes=lignes)
    contacts = {"prescripteur": fabriques.personne("Ferrand"), "tuteur": fabriques.personne("Leclair")}
    modifier_contacts(par=par, dossier=dossier, version=0, donnees=contacts)
    parts = [LignePart(fabriques.societe(), "euros", Decimal(10)) for _ in range(nombre)]
    donnees = {"montant_total": Decimal(100), "convention": fabriques.convention()}
    financeur = fabriques.societe()
    modifier_financement(par=par, dossier=dossier, version=0, financeur=financeur, donnees=donnees, parts=parts)
    for rang in range(nombre):
        suivi = fabriques.suivi(f"Suivi {nombre}-{rang}")
        fabriques.evenement(dossier, "changement_statut", date(2026, 1, 5), suivi=suivi)
    return dossier


def _compter(client, adresse: str, dossier) -> int:
    url = reverse(adresse, args=[dossier.numero])
    assert client.get(url).status_code == 200  # la consultation du jour est notée, les types de contenu sont lus
    with CaptureQueriesContext(connection) as requetes:
        client.get(url)
    return len(requetes)


@pytest.mark.parametrize("adresse", COUTS)
def test_chaque_onglet_coute_autant_pour_une_ligne_que_pour_trois(adresse, connecte, par):
    une, trois = (_compter(connecte, adresse, _garnir(par, nombre)) for nombre in (1, 3))
    assert une == trois == COUTS[adresse]
