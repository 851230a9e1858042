"""À un million de séances, chaque écran suit ses index, sur les deux moteurs : rien ne lit la table en entier."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from jalon.planning.journee import ages_de, seances_a_valider, seances_du_jour
from jalon.planning.listes import LISTE
from jalon.planning.models import Participation, Seance
from jalon.planning.models.agendas import agendas_lus
from jalon.planning.queries import chevauchements, seances_a_venir, seances_du_dossier
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
LUNDI = datetime(2026, 11, 30, tzinfo=ZoneInfo("Europe/Paris"))
TABLES = "planning_(seance|participation|animation|occupation)"


@pytest.fixture
def monde():
    """Un administrateur, un conseiller et son agenda ; PostgreSQL lirait tout de si peu : on l'en empêche."""
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute("SET LOCAL enable_seqscan = off")
    admin, paul = fabriques.utilisateur("administrateur"), fabriques.utilisateur("conseiller")
    agenda, dossier = fabriques.animateur(paul), fabriques.dossier(paul)
    fabriques.seance(LUNDI + timedelta(hours=9), dossier, animateurs=(agenda,))
    fabriques.reunion(LUNDI + timedelta(hours=14), animateurs=(agenda,))
    return {"administrateur": admin, "conseiller": paul, "agenda": agenda, "dossier": dossier}


def lit_tout(plan: str) -> list[str]:
    """Les lignes du plan qui parcourent une table du planning sans index."""
    lignes = [ligne for ligne in plan.splitlines() if re.search(rf"(SCAN|Seq Scan on) {TABLES}\b", ligne)]
    return [ligne for ligne in lignes if "INDEX" not in ligne]


def semaine(qui, monde):
    seances = Seance.objects.visibles_par(qui).entre(LUNDI, LUNDI + timedelta(days=7))
    return seances.des_agendas(agendas_lus(qui)).order_by("debut")


LECTURES = {
    "semaine": semaine,
    "onglet": lambda qui, monde: seances_du_dossier(monde["dossier"]),
    "à venir": lambda qui, monde: seances_a_venir(monde["dossier"], timezone.now()),
    "du jour": lambda qui, monde: seances_du_jour(qui, LUNDI.date(), is_pour_tous=True),
    "à valider, équipe": lambda qui, monde: seances_a_valider(qui, timezone.now(), is_pour_tous=True)[:25],
    "à valider, moi": lambda qui, monde: seances_a_valider(qui, timezone.now(), is_pour_tous=False)[:25],
    "conflits": lambda qui, monde: chevauchements([f"p{monde['agenda'].pk}"], LUNDI, LUNDI + timedelta(days=1)),
    "participations": lambda qui, monde: Participation.objects.filter(dossier=monde["dossier"]),
}
ADRESSES = ("", "a_valider=oui&tri=date", "periode_du=2026-11-30", "miennes=oui", "q=mar", "animateur={agenda}")


@pytest.mark.parametrize("profil", ["administrateur", "conseiller"])
@pytest.mark.parametrize("lecture", LECTURES.values(), ids=LECTURES)
def test_une_lecture_suit_ses_index(monde, lecture, profil):
    plan = lecture(monde[profil], monde).explain()
    assert lit_tout(plan) == [], plan


@pytest.mark.parametrize("profil", ["administrateur", "conseiller"])
@pytest.mark.parametrize("adresse", ADRESSES)
def test_la_liste_des_seances_suit_ses_index(monde, adresse, profil):
    requete = QueryDict(adresse.format(agenda=monde["agenda"].pk))
    plan = LISTE.cles(requete, monde[profil])[:26].explain()
    assert lit_tout(plan) == [], plan


def test_les_ages_se_comptent_sur_celles_a_valider(monde):
    seances = seances_a_valider(monde["administrateur"], timezone.now(), is_pour_tous=True)
    assert lit_tout(seances.order_by().explain()) == []
    assert ages_de(seances, timezone.localdate()).total == 0
