"""Ce que les pièces plus hautes apprennent au planning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jalon.socle.registres import Registre

if TYPE_CHECKING:
    from .models import Seance


@dataclass(frozen=True)
class VerrouSeance:
    """Ce qui fige une séance : `verrous(seance)` rend « signee », « facturee », ou rien."""

    code: str
    verrous: "Callable[[Seance], set[str]]"
    ordre: int = 0


VERROUS_SEANCE: Registre[VerrouSeance] = Registre("ce qui fige une séance")
