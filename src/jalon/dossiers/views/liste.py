"""Production : la liste des dossiers (A1, A2, A3)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.listes import rendre

from ..listes import LISTE
from .commun import SESSION_ANNUAIRE, SESSION_RETOUR


@require_safe
@droit_requis("dossiers.lecture")
def production(request: HttpRequest) -> HttpResponse:
    """La liste ; son adresse filtrée est gardée pour que le fil d'un dossier y ramène."""
    request.session[SESSION_RETOUR] = request.get_full_path()
    request.session.pop(SESSION_ANNUAIRE, None)
    return rendre(request, LISTE)
