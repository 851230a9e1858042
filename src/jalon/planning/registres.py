"""Ce que les pièces plus hautes apprennent au planning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jalon.socle.registres import Registre

if TYPE_CHECKING:
    from .models import Participation, Seance


@dataclass(frozen=True)
class VerrouSeance:
    """Ce qui fige une séance : `verrous(seance)` rend « signee », « facturee », ou rien."""

    code: str
    verrous: "Callable[[Seance], set[str]]"
    ordre: int = 0


@dataclass(frozen=True)
class SuiteSeance:
    """Ce qui suit un changement, dans la même transaction : `motif` le dit en une phrase.

    `seance_changee(seance, par, motif)` : son jour, ses heures, son animateur ou son état ne sont plus les mêmes.
    `participation_changee(participation, par, motif)` : la présence d'un seul change, ou il quitte la séance.
    """

    code: str
    seance_changee: "Callable[[Seance, Any, str], None]"
    participation_changee: "Callable[[Participation, Any, str], None]"
    ordre: int = 0


VERROUS_SEANCE: Registre[VerrouSeance] = Registre("ce qui fige une séance")
SUITES_SEANCE: Registre[SuiteSeance] = Registre("suites d'un changement de séance")
