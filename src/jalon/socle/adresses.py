"""L'adresse d'où l'on vient : suivie si elle est de cette maison, ignorée si elle est forgée."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def adresse_sure(request: HttpRequest, adresse: str) -> str:
    """L'adresse, si c'est un chemin de cette maison ; sinon vide."""
    sure = url_has_allowed_host_and_scheme(adresse, {request.get_host()}, request.is_secure())
    return adresse if sure and adresse.startswith("/") else ""


def retour_demande(request: HttpRequest) -> str:
    """Le `retour` de la page d'où l'on vient, ou vide."""
    return adresse_sure(request, request.POST.get("retour") or request.GET.get("retour") or "")
