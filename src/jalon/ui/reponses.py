"""Réponses que le script de l'interface comprend : propositions, fiche créée, dialogue fermé."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse


@dataclass(frozen=True)
class Proposition:
    """Une ligne d'autocomplétion : identifiant, texte, détail (gris), groupe (titre au-dessus).

    `marques` : des (ton, mots), « vert » pour ce qui convient, « ambre » pour ce qui ne va pas ; `cote` : ce qui
    se lit à droite, une ligne chacun.
    """

    value: int | str
    text: str
    detail: str = ""
    groupe: str = ""
    marques: tuple[tuple[str, str], ...] = ()
    cote: tuple[str, ...] = ()

    @property
    def pour_ecran(self) -> dict:
        """Ce que le script lit ; marques et côté seulement quand il y en a."""
        dits = {"value": self.value, "text": self.text, "detail": self.detail, "groupe": self.groupe}
        plus = {"marques": self.marques, "cote": self.cote}
        return dits | {nom: valeur for nom, valeur in plus.items() if valeur}


def propositions(lignes: Iterable[Proposition], *, suite: bool = False) -> JsonResponse:
    """Réponse JSON d'une vue d'autocomplétion. `suite` : il y en a d'autres, que la personne précise."""
    return JsonResponse({"results": [ligne.pour_ecran for ligne in lignes], "suite": suite})


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
