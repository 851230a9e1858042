"""Ce que chaque vue déclare : qui peut l'ouvrir. Une vue sans déclaration fait échouer un test."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from jalon.socle.erreurs import AccesRefuse

from .enums import DROITS

Vue = Callable[..., HttpResponse]
PUBLIC = "public"
CONNECTE = "connecte"


def droit_requis(code: str) -> Callable[[Vue], Vue]:
    """La vue demande ce droit ; sans lui, 403 avec la phrase à lire. Code inconnu : `ValueError`."""
    if code not in DROITS:
        raise ValueError(f"droit inconnu : {code}")

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def enveloppe(request: HttpRequest, *args, **kwargs) -> HttpResponse:
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


def exiger(utilisateur, code: str, message: str | None = None) -> None:
    """Lève `AccesRefuse` si l'utilisateur n'a pas ce droit."""
    if not utilisateur.a_le_droit(code):
        raise AccesRefuse(message or f"Il vous manque le droit « {DROITS[code]} ». Contactez l’administrateur.")
