"""Des jours et des heures de bureau, tirés d'un hasard à graine fixe."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

OUVERTURE = 8 * 60 + 30  # minutes depuis minuit
FERMETURE = 18 * 60


def jour_ouvre(jour: date) -> date:
    """Ce jour, ou le vendredi d'avant quand il tombe une fin de semaine."""
    return jour - timedelta(days=max(0, jour.weekday() - 4))


def apres(jour: date, jours: int, limite: date) -> date:
    """`jours` jours plus tard, un jour ouvré, jamais avant `jour` ni après `limite`."""
    return max(jour, min(jour_ouvre(jour + timedelta(days=jours)), limite))


def a_heure_de_bureau(jour: date, alea: Random) -> datetime:
    """Un instant de ce jour, entre 8 h 30 et 18 h, dans le fuseau de la maison."""
    heures, minutes = divmod(alea.randrange(OUVERTURE, FERMETURE), 60)
    return timezone.make_aware(datetime.combine(jour, time(heures, minutes, alea.randrange(60))))
