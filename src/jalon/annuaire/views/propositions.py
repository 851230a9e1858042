"""Vues JSON de l'autocomplétion."""

from django.http import HttpRequest, JsonResponse

from jalon.socle.acces import droit_requis
from jalon.socle.formats import nettoyer_texte
from jalon.ui.reponses import propositions as repondre

from .. import propositions


def _saisie(request: HttpRequest) -> str:
    return nettoyer_texte(request.GET.get("q", ""))


@droit_requis("annuaire.lecture")
def personnes(request: HttpRequest) -> JsonResponse:
    """`?q=&role=` : personnes, celles du rôle d'abord."""
    lignes, suite = propositions.personnes(
        _saisie(request), utilisateur=request.user, role=request.GET.get("role", "")
    )
    return repondre(lignes, suite=suite)


@droit_requis("annuaire.lecture")
def societes(request: HttpRequest) -> JsonResponse:
    """`?q=&type=&strict=1` : sociétés, celles du type d'abord, ou elles seules."""
    lignes, suite = propositions.societes(
        _saisie(request),
        utilisateur=request.user,
        type=request.GET.get("type", ""),
        strict=request.GET.get("strict") == "1",
    )
    return repondre(lignes, suite=suite)


@droit_requis("annuaire.lecture")
def financeurs(request: HttpRequest) -> JsonResponse:
    """`?q=` : sociétés et particuliers ; valeurs « s12 », « p7 »."""
    lignes, suite = propositions.financeurs(_saisie(request), utilisateur=request.user)
    return repondre(lignes, suite=suite)
