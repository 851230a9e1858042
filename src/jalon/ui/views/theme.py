"""Choix du thème, gardé un an sur cet appareil."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from jalon.socle.acces import connecte
from jalon.socle.adresses import adresse_sure
from jalon.ui.themes import COOKIE, THEMES, UN_AN


@require_POST
@connecte
def choisir(request: HttpRequest) -> HttpResponse:
    """Pose le témoin et revient à la page d'où l'on vient ; un thème inconnu ne change rien."""
    reponse = HttpResponseRedirect(adresse_sure(request, request.POST.get("suite", "")) or "/")
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        reponse.set_cookie(COOKIE, theme, max_age=UN_AN, samesite="Lax", httponly=True, secure=request.is_secure())
    return reponse
