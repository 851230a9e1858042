"""L'agenda de chacun, par demi-heures de bureau : personne, ni aucune salle, n'y est pris deux fois."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from django.utils import timezone

from ..calendrier import OUVERTURE

CASE = 30  # minutes
MATIN = range(8)  # 8 h 30 à 12 h 30
APRES_MIDI = range(10, 19)  # 13 h 30 à 18 h


class Agenda:
    """Ce qui est pris, par clé (« p12 », « l3 ») et par jour : un bit par demi-heure."""

    def __init__(self, fermes: set[date]) -> None:
        self._fermes = fermes
        self._pris: dict[tuple[str, date], int] = defaultdict(int)

    def est_ouvert(self, jour: date) -> bool:
        return jour.weekday() < 5 and jour not in self._fermes

    def trouver(self, cles: Iterable[str], jour: date, minutes: int, alea: Random) -> int | None:
        """La première case, depuis un départ tiré au sort, où toutes ces clés sont libres ; None sinon."""
        pris = 0
        for cle in cles:
            pris |= self._pris[cle, jour]
        departs = _departs(_cases(minutes))
        if not departs:
            return None
        depuis = alea.randrange(len(departs))
        for case in (*departs[depuis:], *departs[:depuis]):
            if not pris & _masque(case, minutes):
                return case
        return None

    def est_libre(self, cle: str, jour: date, case: int, minutes: int) -> bool:
        return not self._pris[cle, jour] & _masque(case, minutes)

    def prendre(self, cles: Iterable[str], jour: date, case: int, minutes: int) -> None:
        for cle in cles:
            self._pris[cle, jour] |= _masque(case, minutes)

    def bloquer(self, cle: str, debut: datetime, fin: datetime) -> None:
        """Ce qui était déjà pris avant ces données."""
        local = timezone.localtime(debut)
        case = max(0, case_de(local.hour, local.minute))
        self.prendre([cle], local.date(), case, int((fin - debut).total_seconds() // 60) + CASE)


def instants(jour: date, case: int, minutes: int) -> tuple[datetime, datetime]:
    """Début et fin, dans le fuseau de la maison."""
    heures, reste = divmod(OUVERTURE + case * CASE, 60)
    debut = timezone.make_aware(datetime.combine(jour, time(heures, reste)))
    return debut, debut + timedelta(minutes=minutes)


def case_de(heure: int, minute: int = 0) -> int:
    """La case qui commence à cette heure."""
    return (heure * 60 + minute - OUVERTURE) // CASE


@cache
def _departs(cases: int) -> tuple[int, ...]:
    """Le matin ou l'après-midi ; une journée entière enjambe le déjeuner."""
    if cases > len(APRES_MIDI):
        return tuple(range(max(0, APRES_MIDI.stop - cases + 1)))[:3]
    return tuple(
        case for moment in (MATIN, APRES_MIDI) for case in moment if case + cases <= moment.stop
    )  # fmt: skip


def _cases(minutes: int) -> int:
    return -(-minutes // CASE)


def _masque(case: int, minutes: int) -> int:
    return ((1 << _cases(minutes)) - 1) << case
