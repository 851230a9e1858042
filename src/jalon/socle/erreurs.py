"""Refus métier et pages d'erreur : des phrases, jamais des codes (règle 2 de la maison)."""

import errno
import sys

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

DELAI_REESSAI = 5  # secondes, dites au navigateur


class Refus(Exception):
    """Un acte refusé. `message` est la phrase que la personne lira ; `champ` dit à côté de quoi."""

    def __init__(self, message: str, *, champ: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.champ = champ


class AccesRefuse(PermissionDenied):
    """Dans son périmètre, mais sans le droit : 403 avec la phrase à lire."""

    def __init__(self, message: str = "Votre profil ne permet pas d’ouvrir cette page.") -> None:
        super().__init__(message)
        self.message = message


def interdit(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 : ce qui manque, et à qui le demander."""
    message = getattr(exception, "message", "") or "Votre profil ne permet pas cette action."
    return render(request, "403.html", {"message": message}, status=403)


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 : les mêmes octets que la page n'existe pas ou qu'elle soit hors du périmètre."""
    return render(request, "404.html", status=404)


def mauvaise_requete(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@requires_csrf_token
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Formulaire périmé : la saisie se renvoie après un rechargement."""
    return render(request, "403_csrf.html", status=403)


def panne(request: HttpRequest) -> HttpResponse:
    """500, ou 503 quand la base ne répond pas ou que le disque est plein : on dit de réessayer.

    Rendue sans requête ni contexte : la base est peut-être ce qui manque.
    """
    if not _is_passagere(sys.exc_info()[1]):
        return HttpResponse(render_to_string("500.html"), status=500)
    reponse = HttpResponse(render_to_string("503.html"), status=503)
    reponse.headers["Retry-After"] = str(DELAI_REESSAI)
    return reponse


def _is_passagere(exception: BaseException | None) -> bool:
    """Une base verrouillée, arrêtée ou pleine ; un disque plein."""
    if isinstance(exception, OperationalError | InterfaceError):
        return True
    return isinstance(exception, OSError) and exception.errno in (errno.ENOSPC, errno.EDQUOT)
