"""Quelles minutes comptent (domaine, « Planning »)."""

from ..enums import EtatSeance, Presence


def minutes_comptees(etat: str, presence: str, reelles: int | None, prevues: int) -> int:
    """Les minutes d'une participation : celles d'un présent à une séance tenue, zéro sinon.

    `reelles` : arrivé en retard, parti plus tôt ; None, la durée prévue.
    """
    if etat != EtatSeance.REALISEE or presence != Presence.PRESENT:
        return 0
    return prevues if reelles is None else reelles


def refus_minutes(reelles: int | None, prevues: int) -> str | None:
    """La phrase si la durée réelle dépasse la durée prévue, ou None."""
    if reelles is not None and reelles > prevues:
        return "La durée réelle dépasse celle de la séance : modifiez plutôt ses horaires."
    return None
