"""Les jours qui sortent d'une période."""

from collections.abc import Iterable
from datetime import date


def hors_periode(jours: Iterable[date], debut: date | None, fin: date | None) -> list[date]:
    """Ceux d'avant le début ou d'après la fin ; les bornes sont dans la période, une absente ne borne rien."""
    return [jour for jour in jours if (debut and jour < debut) or (fin and jour > fin)]
