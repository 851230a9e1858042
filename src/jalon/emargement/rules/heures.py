"""Les heures prouvées : signées par le bénéficiaire, jamais seulement prévues (domaine, « Émargement »)."""

from collections.abc import Iterable

from .signatures import Moment


def minutes_signees(moments: Iterable[Moment], signes: set[str], comptees: int) -> int:
    """Les minutes prouvées d'une participation ; `signes` : ses demi-journées signées, `comptees` : sa présence.

    Tout signé : les minutes de présence. Une demi-journée sur deux : les siennes, sans dépasser la présence.
    """
    moments = list(moments)
    if not signes:
        return 0
    if all(moment.code in signes for moment in moments):
        return comptees
    return min(sum(moment.minutes for moment in moments if moment.code in signes), comptees)
