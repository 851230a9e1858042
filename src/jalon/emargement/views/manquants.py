"""La page « Émargements manquants »."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.listes import rendre

from ..listes import MANQUANTS
from .commun import LECTURE


@require_safe
@droit_requis(LECTURE)
def manquants(request: HttpRequest) -> HttpResponse:
    """Les séances passées du périmètre où il manque une signature."""
    return rendre(request, MANQUANTS)
