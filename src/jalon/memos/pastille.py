"""La cloche du bandeau : combien de relances à faire aujourd'hui."""

from django.utils import timezone

from .queries import compter_dues


def compter_mes_relances(utilisateur) -> int:
    """Une requête par page."""
    return compter_dues(utilisateur, timezone.localdate())
