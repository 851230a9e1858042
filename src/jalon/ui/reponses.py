"""Réponses que le script de l'interface comprend : propositions, fiche créée, dialogue fermé."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse


@dataclass(frozen=True)
class Proposition:
    """Une ligne d'autocomplétion : identifiant, texte, détail (gris), groupe (titre au-dessus)."""

    value: int | str
    text: str
    detail: str = ""
    groupe: str = ""


def propositions(lignes: Iterable[Proposition], *, suite: bool = False) -> JsonResponse:
    """Réponse JSON d'une vue d'autocomplétion. `suite` : il y en a d'autres, que la personne précise."""
    resultats = [
        {"value": ligne.value, "text": ligne.text, "detail": ligne.detail, "groupe": ligne.groupe}
        for ligne in lignes
    ]
    return JsonResponse({"results": resultats, "suite": suite})


def _signal(nom: str, **detail) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({nom: detail})})


def cree(request: HttpRequest, *, value: int | str, text: str, sinon: str) -> HttpResponse:
    """Fin d'une création à la volée : le dialogue se ferme et la fiche est choisie dans le champ d'origine.

    `sinon` : adresse où aller quand la création n'a pas été ouverte dans un dialogue.
    """
    if not request.htmx:
        return HttpResponseRedirect(sinon)
    return _signal("jalon:cree", value=value, text=text)


def aller(request: HttpRequest, adresse: str) -> HttpResponse:
    """Va à cette adresse, que la demande vienne d'un dialogue (htmx) ou d'une page."""
    if not request.htmx:
        return HttpResponseRedirect(adresse)
    return HttpResponse(status=204, headers={"HX-Redirect": adresse})
