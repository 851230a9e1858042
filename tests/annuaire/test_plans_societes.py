"""À cent mille fiches, la liste des sociétés et celle des doublons suivent leurs index, sur les deux moteurs."""

import re

import pytest
from django.db import connection
from django.http import QueryDict

from jalon.annuaire.doublons.listes import DOUBLONS_PERSONNES, DOUBLONS_SOCIETES
from jalon.annuaire.listes import SOCIETES
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
TABLE = "annuaire_societe"


@pytest.fixture
def sans_lecture_entiere():
    """PostgreSQL lit en entier une petite table ; en grand il suit l'index : on le lui demande."""
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute("SET LOCAL enable_seqscan = off")


def plan_de(liste, requete: str) -> str:
    qui = fabriques.utilisateur("administrateur")
    return liste.cles(QueryDict(requete), qui)[:26].explain()


def lit_tout(plan: str) -> bool:
    """Vrai si une ligne du plan parcourt la table sans index."""
    lignes = [ligne for ligne in plan.splitlines() if re.search(rf"(SCAN|Seq Scan on) {TABLE}\b", ligne)]
    return any("INDEX" not in ligne and "VIRTUAL" not in ligne for ligne in lignes)


@pytest.mark.parametrize(
    "requete",
    [
        "",
        "q=du",
        "q=732829320",
        "q=ateliers duval",
        "ville=ren",
        "code_postal=35",
        "archivees=archivees",
        "creee_du=2026-01-01",
    ],
)
def test_la_liste_des_societes_ne_se_lit_pas_en_entier(sans_lecture_entiere, requete):
    fabriques.societe("Ateliers Duval", ville="Rennes", code_postal="35000", siret="73282932000074")
    assert not lit_tout(plan_de(SOCIETES, requete)), plan_de(SOCIETES, requete)


@pytest.mark.parametrize("liste", [DOUBLONS_PERSONNES, DOUBLONS_SOCIETES], ids=lambda liste: liste.code)
def test_la_liste_des_doublons_part_des_paires_pas_des_fiches(sans_lecture_entiere, liste):
    for _ in range(2):
        fabriques.personne("Martin", "Claire")
        fabriques.societe("Ateliers Duval")
    plan = plan_de(liste, "")
    for table in ("annuaire_personne", TABLE):
        assert not re.search(rf"(SCAN|Seq Scan on) {table}\b", plan), plan
