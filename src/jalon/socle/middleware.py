"""Intergiciels : en-têtes communs, et refus métier devenus des phrases."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from .erreurs import Refus

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class EntetesMiddleware:
    """Pages de données : jamais gardées par un cache partagé ni par le bouton « précédent » après déconnexion."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class RefusMiddleware:
    """Un refus qu'aucun formulaire n'a montré devient un message sur la page d'où l'on vient."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refus):
            return None
        messages.error(request, exception.message)
        retour = request.META.get("HTTP_REFERER", "")
        if not url_has_allowed_host_and_scheme(retour, {request.get_host()}, request.is_secure()):
            retour = "/"
        return HttpResponseRedirect(retour)
