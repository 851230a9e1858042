"""Les jours du calendrier, dans le fuseau de la maison."""

from datetime import date, datetime, time

from django.utils import timezone


def minuit(jour: date) -> datetime:
    """Le premier instant de ce jour."""
    return timezone.make_aware(datetime.combine(jour, time.min))
