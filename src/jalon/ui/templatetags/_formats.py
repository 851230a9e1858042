"""Filtres de format : la valeur typée devient le texte français de l'écran."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from jalon.socle import formats

register = template.Library()


def _jour(valeur: date | datetime | None) -> date | None:
    if isinstance(valeur, datetime):
        return timezone.localtime(valeur).date() if timezone.is_aware(valeur) else valeur.date()
    return valeur or None


@register.filter
def date_fr(valeur: date | datetime | None) -> str:
    """JJ/MM/AAAA ; un instant est lu dans le fuseau de la maison."""
    return formats.montrer_date(_jour(valeur))


@register.filter
def jour_court(valeur: date | datetime | None) -> str:
    """« jeu. 07/01/2027 »."""
    return formats.montrer_jour_court(_jour(valeur))


@register.filter
def instant_fr(valeur: datetime | None) -> str:
    """« 24/11/2026 à 10:42 », dans le fuseau de la maison."""
    if not valeur:
        return ""
    local = timezone.localtime(valeur) if timezone.is_aware(valeur) else valeur
    return f"{formats.montrer_date(local.date())} à {local:%H:%M}"


@register.filter
def montant(valeur: Decimal | int | None) -> str:
    """« 1 234,56 € »."""
    return formats.montrer_montant(valeur)


@register.filter
def pourcentage(valeur: Decimal | int | None) -> str:
    """« 65,00 % »."""
    return formats.montrer_pourcentage(valeur)


@register.filter
def duree(minutes: int | None) -> str:
    """« 24 h 30 »."""
    return formats.montrer_duree(minutes)


@register.filter
def telephone(numero: str | None) -> str:
    """« 06 12 34 56 78 »."""
    return formats.montrer_telephone(numero)


@register.filter
def ou_tiret(valeur: Any) -> Any:
    """La valeur, ou un tiret quand il n'y a rien (zéro reste zéro)."""
    return "—" if valeur in (None, "") else valeur
