"""Balises de la page d'un dossier."""

from django import template
from django.utils.safestring import SafeString

from jalon.prestations.enums import TypeEvenement
from jalon.ui.templatetags._formulaires import erreurs_formulaire
from jalon.ui.templatetags._marques import icone

register = template.Library()
ICONES = {
    TypeEvenement.ENTREE: "flag",
    TypeEvenement.SORTIE: "circle-check",
    TypeEvenement.ABANDON: "circle-x",
    TypeEvenement.SUSPENSION: "player-pause",
    TypeEvenement.REPRISE: "player-play",
    TypeEvenement.REOUVERTURE: "arrow-back-up",
    TypeEvenement.CHANGEMENT_STATUT: "tag",
    TypeEvenement.CHANGEMENT_PHASE: "route",
    TypeEvenement.VALIDATION_ETAPE: "check",
    TypeEvenement.AUTRE: "bookmark",
}


@register.simple_tag
def icone_evenement(type_evenement: str) -> SafeString:
    """Le dessin d'un événement dans la frise."""
    return icone(ICONES[TypeEvenement(type_evenement)])


@register.inclusion_tag("ui/formulaire/erreurs.html")
def erreurs_saisie(formulaires: list) -> dict:
    """Le résumé des erreurs de plusieurs formulaires (blocs et lignes)."""
    return erreurs_formulaire(*formulaires)
