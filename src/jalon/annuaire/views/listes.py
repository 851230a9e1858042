"""Les deux listes de l'annuaire, chacune sous son onglet."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from jalon.socle.acces import droit_requis
from jalon.socle.listes import Liste, rendre

from ..listes import PERSONNES, SOCIETES


@droit_requis("annuaire.lecture")
def personnes(request: HttpRequest) -> HttpResponse:
    return _rendre(request, PERSONNES)


@droit_requis("annuaire.lecture")
def societes(request: HttpRequest) -> HttpResponse:
    return _rendre(request, SOCIETES)


def _rendre(request: HttpRequest, liste: Liste) -> HttpResponse:
    voisines = [
        {"libelle": voisine.titre, "url": reverse(f"annuaire:{voisine.code}"), "actif": voisine is liste}
        for voisine in (PERSONNES, SOCIETES)
    ]
    return rendre(request, liste, "annuaire/liste.html", voisines=voisines)
