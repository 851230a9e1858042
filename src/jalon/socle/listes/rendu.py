"""Rend une liste : la page entière, ou la liste seule quand htmx ne remplace qu'elle (règle 6)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from .liste import Liste

FRAGMENT = "ui/liste/fragment.html"
PAGE = "ui/liste/page.html"


def rendre(request: HttpRequest, liste: Liste, gabarit: str = PAGE, **contexte: Any) -> HttpResponse:
    """La réponse d'une vue de liste. Le gabarit reçoit `liste` (`PageListe`) et le contexte donné."""
    fragment = demande_fragment(request, liste)
    page = liste.lire(request)
    reponse = render(request, FRAGMENT if fragment else gabarit, {**contexte, "liste": page, "oob": fragment})
    if fragment:
        reponse["HX-Push-Url"] = page.adresse
    patch_vary_headers(reponse, ["HX-Request"])
    return reponse


def demande_fragment(request: HttpRequest, liste: Liste) -> bool:
    """Vrai si htmx vise la liste elle-même ; l'historique et les liens accélérés veulent la page entière."""
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return False
    return htmx.target == liste.code
