"""Une tempête d'actes au hasard, permis ou non, et de jours qui passent : le statut enregistré reste le déduit."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.dossiers.models import Dossier, Evenement
from jalon.dossiers.operations import (
    annuler_dossier,
    annuler_evenement,
    declencher_evenement,
    modifier_evenement,
    restaurer_dossier,
    rouvrir_dossier,
)
from jalon.dossiers.operations.evenements import DECLENCHABLES
from jalon.dossiers.operations.nuit import recalculer_a_echeance
from jalon.dossiers.operations.verification import verifier_completude, verifier_statuts
from jalon.socle.erreurs import Refus
from tests.fabriques import dossier, suivi, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs, pytest.mark.lent]
DEPART = datetime(2026, 3, 20, 10, tzinfo=UTC)
GESTES = ("declencher", "declencher", "declencher", "modifier", "annuler", "rouvrir", "nuit", "annuler_dossier")
PAS = st.tuples(
    st.sampled_from(GESTES),
    st.sampled_from(DECLENCHABLES),
    st.integers(min_value=-12, max_value=12),  # jours, par rapport au jour en cours
    st.integers(min_value=0, max_value=5),  # lequel des événements
)


class Tempete:
    """Un dossier et le jour qu'il est ; chaque geste est tenté, un refus n'écrit rien."""

    def __init__(self) -> None:
        self.aujourd_hui = DEPART
        with time_machine.travel(DEPART, tick=False):
            self.ouvert, self.par, self.etiquette = dossier(), utilisateur("administrateur"), suivi("Tempête")

    def tenter(self, geste: str, type_evenement: str, ecart: int, rang: int) -> None:
        jour = self.aujourd_hui.date() + timedelta(days=ecart)
        if geste == "nuit":
            self.aujourd_hui += timedelta(days=abs(ecart))
        with time_machine.travel(self.aujourd_hui, tick=False), suppress(Refus), transaction.atomic():
            getattr(self, geste)(type_evenement, jour, rang)

    def declencher(self, type_evenement: str, jour: date, rang: int) -> None:
        declencher_evenement(
            par=self.par, dossier=self.ouvert, type_evenement=type_evenement, date_evenement=jour,
            precision="Essai", suivi=self.etiquette,
        )  # fmt: skip

    def modifier(self, type_evenement: str, jour: date, rang: int) -> None:
        if evenement := self._evenement(rang):
            donnees = {"date_evenement": jour}
            modifier_evenement(par=self.par, evenement=evenement, version=evenement.version, donnees=donnees)

    def annuler(self, type_evenement: str, jour: date, rang: int) -> None:
        if evenement := self._evenement(rang):
            annuler_evenement(par=self.par, evenement=evenement, motif="Tempête")

    def rouvrir(self, type_evenement: str, jour: date, rang: int) -> None:
        rouvrir_dossier(par=self.par, dossier=self.ouvert, date_evenement=jour, commentaire="Tempête")

    def nuit(self, type_evenement: str, jour: date, rang: int) -> None:
        recalculer_a_echeance(jour=self.aujourd_hui.date())

    def annuler_dossier(self, type_evenement: str, jour: date, rang: int) -> None:
        if Dossier.objects.get(pk=self.ouvert.pk).annule_at:
            restaurer_dossier(par=self.par, dossier=self.ouvert)
        else:
            annuler_dossier(par=self.par, dossier=self.ouvert, motif="Tempête")

    def _evenement(self, rang: int) -> Evenement | None:
        tous = list(Evenement.objects.select_related("dossier").order_by("pk"))
        return tous[rang % len(tous)] if tous else None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(pas=st.lists(PAS, min_size=3, max_size=14))
def test_une_tempete_d_actes_finit_sans_difference(db, pas):
    with transaction.atomic():
        tempete = Tempete()
        for geste in pas:
            tempete.tenter(*geste)
            assert [str(ecart) for ecart in verifier_statuts()] == [], geste
        assert [str(ecart) for ecart in verifier_completude()] == []
        transaction.set_rollback(True)
