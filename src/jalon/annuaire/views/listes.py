"""Les deux listes de l'annuaire, chacune sous son onglet."""

from django.http import HttpRequest, HttpResponse

from jalon.socle.acces import droit_requis
from jalon.socle.listes import Liste, rendre

from ..doublons.views import voisines
from ..listes import PERSONNES, SOCIETES


@droit_requis("annuaire.lecture")
def personnes(request: HttpRequest) -> HttpResponse:
    return _rendre(request, PERSONNES)


@droit_requis("annuaire.lecture")
def societes(request: HttpRequest) -> HttpResponse:
    return _rendre(request, SOCIETES)


def _rendre(request: HttpRequest, liste: Liste) -> HttpResponse:
    onglets = voisines(request, liste.code, liste.modele)
    return rendre(request, liste, "annuaire/liste.html", voisines=onglets)
