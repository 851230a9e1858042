"""Ce que les pièces plus hautes apprennent au planning."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jalon.socle.registres import Registre

if TYPE_CHECKING:
    from jalon.dossiers.models import Dossier

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


@dataclass(frozen=True)
class TotalMontre:
    """Des heures de plus en tête de l'onglet : minutes, et une précision."""

    libelle: str
    minutes: int
    note: str = ""


@dataclass(frozen=True)
class ComplementLu:
    """Ce qu'une ligne de séance montre en plus : `gabarit` reçoit `lu` ; `actes` : libelle, url, is_principal."""

    gabarit: str
    lu: Any
    actes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class ComplementSeances:
    """Ce qu'une pièce ajoute à l'onglet Séances d'un dossier.

    `lire(seances, dossier, par)` rend {séance: ComplementLu}, en un nombre constant de requêtes ; `gabarit_actes`
    met ses boutons en tête de l'onglet, à qui a `droit` ; `totaux(dossier)` ajoute aux heures du dossier.
    """

    code: str
    droit: str
    lire: "Callable[[list[Seance], Dossier, Any], dict[int, ComplementLu]]"
    gabarit_actes: str = ""
    totaux: "Callable[[Dossier], list[TotalMontre]] | None" = None
    ordre: int = 0


VERROUS_SEANCE: Registre[VerrouSeance] = Registre("ce qui fige une séance")
SUITES_SEANCE: Registre[SuiteSeance] = Registre("suites d'un changement de séance")
COMPLEMENTS_SEANCES: Registre[ComplementSeances] = Registre("compléments des séances d'un dossier")
