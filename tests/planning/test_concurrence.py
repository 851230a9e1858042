"""Vingt personnes veulent le même moment : une seule l'a, sur les deux moteurs."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jalon.planning.models import Occupation, Seance
from jalon.planning.operations import ConflitAgenda
from tests import fabriques
from tests.harnais.ensemble import ensemble

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deux_moteurs]
DEMAIN = datetime(2026, 12, 3, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
FOIS = 20


@pytest.mark.lent
def test_un_meme_creneau_ne_se_prend_qu_une_fois():
    admin, agenda, action = fabriques.utilisateur("administrateur"), fabriques.animateur(), fabriques.action()
    dossiers = [fabriques.dossier(admin, beneficiaire=fabriques.beneficiaire(f"Nom{n}")) for n in range(FOIS)]

    def prendre(dossier):
        return lambda: fabriques.seance(DEMAIN, dossier, par=admin, animateurs=(agenda,), action=action)

    rendus = ensemble(*map(prendre, dossiers))
    assert sum(isinstance(rendu, Seance) for rendu in rendus) == 1
    assert sum(isinstance(rendu, ConflitAgenda) for rendu in rendus) == FOIS - 1, rendus
    assert Occupation.objects.filter(cle=f"p{agenda.pk}", is_active=True).count() == 1


def test_la_derniere_place_d_une_salle_partageable_ne_se_prend_qu_une_fois():
    admin, action = fabriques.utilisateur("administrateur"), fabriques.action()
    plateau = fabriques.lieu(is_partageable=True, capacite=1)
    noms = [fabriques.beneficiaire(f"Nom{n}") for n in range(6)]
    couples = [(fabriques.dossier(admin, beneficiaire=nom), fabriques.animateur()) for nom in noms]

    def prendre(dossier, agenda):
        options = {"par": admin, "animateurs": (agenda,), "action": action, "lieu": plateau}
        return lambda: fabriques.seance(DEMAIN, dossier, **options)

    rendus = ensemble(*[prendre(*couple) for couple in couples])
    assert sum(isinstance(rendu, Seance) for rendu in rendus) == 1, rendus
