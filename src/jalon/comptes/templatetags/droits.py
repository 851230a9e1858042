"""Savoir, dans un gabarit, si l'utilisateur a un droit : `{% if user|peut:"dossiers.ecriture" %}`."""

from django import template

register = template.Library()


@register.filter
def peut(utilisateur, code: str) -> bool:
    return utilisateur.is_authenticated and utilisateur.a_le_droit(code)
