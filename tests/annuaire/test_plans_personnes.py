"""À cent mille personnes, la liste, la recherche et chaque filtre suivent leurs index, sur les deux moteurs."""

import re

import pytest
from django.db import connection
from django.http import QueryDict

from jalon.annuaire.listes import PERSONNES
from jalon.annuaire.operations import creer_etiquette
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
TABLE = "annuaire_personne"


@pytest.fixture
def qui():
    """Un administrateur, une personne suivie ; PostgreSQL lirait tout de si peu : on l'en empêche."""
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute("SET LOCAL enable_seqscan = off")
    admin = fabriques.utilisateur("administrateur")
    fabriques.dossier(beneficiaire=fabriques.beneficiaire(ville="Rennes", code_postal="35000"))
    creer_etiquette(par=admin, libelle="Salon")
    return admin


def plan_de(requete: str, utilisateur) -> str:
    return PERSONNES.cles(QueryDict(requete), utilisateur)[:26].explain()


def lit_tout(plan: str) -> bool:
    """Vrai si une ligne du plan parcourt la table des personnes sans index."""
    lignes = [ligne for ligne in plan.splitlines() if re.search(rf"(SCAN|Seq Scan on) {TABLE}\b", ligne)]
    return any("INDEX" not in ligne and "VIRTUAL" not in ligne for ligne in lignes)


@pytest.mark.parametrize(
    "requete",
    [
        "",
        "tri=creation",
        "q=ma",
        "q=martin cl",
        "q=claire@example.org",
        "q=06 12 34 56 78",
        "role=beneficiaire",
        "etiquette={etiquette}",
        "ville=ren",
        "code_postal=35",
        "creee_du=2026-01-01",
        "archivees=archivees",
        "archivees=toutes",
        "conseiller={conseiller}",
        "dossier=oui",
        "dossier=non",
    ],
)
@pytest.mark.parametrize("profil", ["administrateur", "conseiller"])
def test_la_liste_des_personnes_ne_se_lit_pas_en_entier(qui, requete, profil):
    utilisateur = qui if profil == "administrateur" else fabriques.utilisateur("conseiller")
    etiquette = creer_etiquette(par=qui, libelle="Salon")
    plan = plan_de(requete.format(etiquette=etiquette.pk, conseiller=utilisateur.pk), utilisateur)
    assert not lit_tout(plan), plan
