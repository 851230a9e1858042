"""Balises de la page d'un dossier."""

from django import template

from jalon.ui.templatetags._formulaires import erreurs_formulaire

register = template.Library()


@register.inclusion_tag("ui/formulaire/erreurs.html")
def erreurs_saisie(formulaires: list) -> dict:
    """Le résumé des erreurs de plusieurs formulaires (blocs et lignes)."""
    return erreurs_formulaire(*formulaires)
