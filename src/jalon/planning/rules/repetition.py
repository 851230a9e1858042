"""« Répéter » : la même séance, chaque semaine, en sautant les jours fermés."""

from collections.abc import Callable
from datetime import date, timedelta

SEMAINE = timedelta(days=7)
FOIS_MAX = 52


def dates_repetees(premier: date, fois: int, est_ferme: Callable[[date], bool]) -> tuple[list[date], list[date]]:
    """Les `fois` jours ouverts à partir de `premier` inclus, une fois par semaine, et les jours fermés sautés.

    Lève `ValueError` hors de 1 à 52 fois ; s'arrête après deux ans de jours fermés.
    """
    if not 1 <= fois <= FOIS_MAX:
        raise ValueError(f"De 1 à {FOIS_MAX} séances.")
    jours: list[date] = []
    sautes: list[date] = []
    jour = premier
    while len(jours) < fois and len(sautes) < 2 * FOIS_MAX:
        (sautes if est_ferme(jour) else jours).append(jour)
        jour += SEMAINE
    return jours, sautes
