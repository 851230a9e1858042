"""Ce qui coûtait cher à cent mille dossiers suit ses index : personnes suivies, agendas, conventions."""

import re

import pytest
from django.db import connection

from jalon.annuaire.models import Personne
from jalon.documents.models import Document
from jalon.dossiers.models import Dossier
from jalon.financement.models import Convention
from jalon.financement.queries import with_engagement
from jalon.memos.models import Memo
from jalon.planning.models.agendas import agendas_lus
from tests import fabriques

pytestmark = pytest.mark.django_db
GRANDES = "annuaire_personne|dossiers_dossier|documents_document|memos_memo|financement_financement"


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller")


def lit_tout(plan: str) -> list[str]:
    """Les lignes du plan qui parcourent une grande table sans index."""
    lignes = [ligne for ligne in plan.splitlines() if re.search(rf"SCAN ({GRANDES}|[UVWX]\d)\b", ligne)]
    return [ligne for ligne in lignes if "INDEX" not in ligne]


LECTURES = {
    "une personne et ses détails": lambda qui: Personne.objects.filter(pk=1).details_visibles_par(qui),
    "les documents d’une personne": lambda qui: Document.objects.visibles_par(qui).filter(personne=1),
    "les mémos d’une personne": lambda qui: Memo.objects.visibles_par(qui).filter(personne=1),
    "les agendas": agendas_lus,
    "les dossiers du périmètre": Dossier.objects.visibles_par,
    "ce qu’une convention engage": lambda qui: with_engagement(Convention.objects.filter(pk=1)),
}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="les plans de SQLite")
@pytest.mark.parametrize("lecture", LECTURES.values(), ids=LECTURES)
def test_une_lecture_suit_ses_index(paul, lecture):
    plan = lecture(paul).explain()
    assert lit_tout(plan) == [], plan
