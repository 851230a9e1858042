"""Lire les guides. Ouverts à toute personne connectée : ils disent comment faire, et aucune donnée."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.socle.acces import connecte

from .pages import IMAGES, images, page_de
from .sommaire import sommaire as groupes
from .sommaire import voisines

DUREE_IMAGE = 3600  # secondes


@require_safe
@connecte
def sommaire(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/sommaire.html", {"groupes": groupes()})


@require_safe
@connecte
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Un guide ; 404 s'il n'existe pas."""
    lue = page_de(code)
    if lue is None:
        raise Http404
    return render(request, "guide/page.html", {"page": lue, "voisines": voisines(lue)})


@require_safe
@connecte
def image(request: HttpRequest, nom: str) -> HttpResponse:
    """Une image d'un guide ; seulement celles qui existent, jamais un chemin."""
    if nom not in images():
        raise Http404
    reponse = HttpResponse((IMAGES / nom).read_bytes(), content_type="image/png")
    reponse["Cache-Control"] = f"private, max-age={DUREE_IMAGE}"
    return reponse
