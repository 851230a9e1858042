"""Qui ouvre les écrans de la structure.

La pièce est sous « comptes » : d'un utilisateur, elle ne connaît que la question `a_le_droit(code)`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from jalon.socle.erreurs import AccesRefuse

Vue = Callable[..., HttpResponse]
LECTURE, ECRITURE = "admin.lecture", "admin.ecriture"
LIBELLES = {LECTURE: "Administration : lecture", ECRITURE: "Administration : écriture"}


def exiger(utilisateur: Any, code: str) -> None:
    """Lève `AccesRefuse` si l'utilisateur n'a pas ce droit ; None agit d'office (commande, données d'exemple)."""
    if utilisateur is not None and not utilisateur.a_le_droit(code):
        raise AccesRefuse(f"Il vous manque le droit « {LIBELLES[code]} ». Contactez l’administrateur.")


def droit_requis(code: str) -> Callable[[Vue], Vue]:
    """La vue demande ce droit ; sans lui, 403 avec la phrase à lire."""

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def enveloppe(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            exiger(request.user, code)
            return vue(request, *args, **kwargs)

        enveloppe.droit = code
        return enveloppe

    return decorer
