"""Quand une session a servi pour la dernière fois, à dix minutes près : une écriture toutes les dix minutes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .operations import noter_activite

CLE = "activite"  # dans la session : l'instant noté, en secondes
PERIODE = 600  # secondes


class ActiviteMiddleware:
    """La session porte l'instant noté : savoir qu'il est récent ne coûte aucune requête."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        noter_passage(request)
        return response


def noter_passage(request: HttpRequest) -> None:
    """Sans effet sans session ouverte, ou si l'on vient de noter."""
    vu, maintenant = request.session.get(CLE), timezone.now()
    if vu is None or maintenant.timestamp() - vu < PERIODE:
        return
    request.session[CLE] = maintenant.timestamp()
    noter_activite(cle=request.session.session_key, instant=maintenant)
