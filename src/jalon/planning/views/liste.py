"""Les séances que l'on lit : à valider, à venir, hors production."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.listes import rendre

from ..listes import LISTE
from .commun import LECTURE


@require_safe
@droit_requis(LECTURE)
def liste(request: HttpRequest) -> HttpResponse:
    """`?a_valider=oui&animateur=12` : la liste filtrée, son adresse se garde."""
    return rendre(request, LISTE)
