"""Les jours que montre un calendrier : un mois par semaines entières, une semaine, un jour (F3)."""

from datetime import date, timedelta
from enum import StrEnum


class Mode(StrEnum):
    """Ce que montre le calendrier."""

    MOIS = "mois"
    SEMAINE = "semaine"
    JOUR = "jour"


MODES = {Mode.MOIS: "Mois", Mode.SEMAINE: "Semaine", Mode.JOUR: "Jour"}


def jours_montres(mode: Mode, jour: date) -> list[list[date]]:
    """Les semaines montrées, du lundi au dimanche ; une seule case pour un jour."""
    if mode == Mode.JOUR:
        return [[jour]]
    premier = jour.replace(day=1) if mode == Mode.MOIS else jour
    lundi = premier - timedelta(days=premier.weekday())
    semaines = [[lundi + timedelta(days=7 * rang + n) for n in range(7)] for rang in range(6)]
    if mode == Mode.SEMAINE:
        return semaines[:1]
    return [semaine for semaine in semaines if semaine[0].month == jour.month or semaine[-1].month == jour.month]


def voisins(mode: Mode, jour: date) -> tuple[date, date]:
    """Le jour d'ancrage de la période d'avant, et de celle d'après."""
    if mode == Mode.JOUR:
        return jour - timedelta(days=1), jour + timedelta(days=1)
    if mode == Mode.SEMAINE:
        return jour - timedelta(days=7), jour + timedelta(days=7)
    premier = jour.replace(day=1)
    return (premier - timedelta(days=1)).replace(day=1), (premier + timedelta(days=31)).replace(day=1)
