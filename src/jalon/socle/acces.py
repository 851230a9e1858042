"""Qui peut ouvrir une vue, qui peut faire un acte. Une vue sans déclaration fait échouer un test.

Le socle ne connaît d'un utilisateur que la question `a_le_droit(code)` ; « comptes » y déclare les droits qui
existent et leurs mots.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from .erreurs import AccesRefuse

Vue = Callable[..., HttpResponse]
PUBLIC = "public"
CONNECTE = "connecte"
_libelles: dict[str, str] = {}


def declarer_droits(libelles: Mapping[str, str]) -> None:
    """Fait connaître les droits qui existent : leur code et leurs mots. Appelée au démarrage."""
    _libelles.update(libelles)


def droit_requis(code: str) -> Callable[[Vue], Vue]:
    """La vue demande ce droit ; sans lui, 403 avec la phrase à lire. Code inconnu : `ValueError`."""
    if code not in _libelles:
        raise ValueError(f"droit inconnu : {code}")

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def enveloppe(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            exiger(request.user, code)
            return vue(request, *args, **kwargs)

        enveloppe.droit = code
        return enveloppe

    return decorer


def connecte(vue: Vue) -> Vue:
    """La vue s'ouvre à toute personne connectée."""
    vue.droit = CONNECTE
    return vue


def public(vue: Vue) -> Vue:
    """La vue s'ouvre sans compte."""
    vue = login_not_required(vue)
    vue.droit = PUBLIC
    return vue


def exiger(utilisateur: Any, code: str, message: str | None = None) -> None:
    """Lève `AccesRefuse` si l'utilisateur n'a pas ce droit ; None agit d'office (commande, tâche)."""
    if utilisateur is not None and not utilisateur.a_le_droit(code):
        raise AccesRefuse(message or f"Il vous manque le droit « {_libelles[code]} ». Contactez l’administrateur.")
