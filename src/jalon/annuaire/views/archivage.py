"""Archiver, désarchiver, supprimer : les mêmes dialogues pour une personne et pour une société."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..operations import archiver_fiche, desarchiver_fiche, supprimer_fiche
from ..operations.commun import Fiche
from ..queries import usages_de_fiche

Lire = Callable[[HttpRequest, int], Fiche]
GET_OU_POST = ["GET", "HEAD", "POST"]


def adresses(code: str, segment: str, lire: Lire) -> list[URLPattern]:
    """Les adresses d'une sorte de fiche : `annuaire:<code>_archiver` et `annuaire:<code>_supprimer`.

    `lire(request, pk)` rend la fiche par sa porte, ou lève 404 ou 403. La page de la fiche est `annuaire:<code>`,
    sa liste `annuaire:<code>s`.
    """
    return [
        path(f"{segment}/<int:pk>/archiver/", _archiver(code, lire), name=f"{code}_archiver"),
        path(f"{segment}/<int:pk>/supprimer/", _supprimer(code, lire), name=f"{code}_supprimer"),
    ]


def _contexte(code: str, fiche: Fiche) -> dict:
    return {"code": code, "fiche": fiche, "usages": usages_de_fiche(fiche), "url_fiche": _page(code, fiche.pk)}


def _page(code: str, pk: int) -> str:
    return reverse(f"annuaire:{code}", args=[pk])


def _archiver(code: str, lire: Lire):
    @require_http_methods(GET_OU_POST)
    @droit_requis("annuaire.ecriture")
    def archiver(request: HttpRequest, pk: int) -> HttpResponse:
        """Archiver, ou remettre dans l'annuaire, après avoir lu ce qui s'y rattache."""
        fiche = lire(request, pk)
        if request.method == "POST":
            acte = archiver_fiche if request.POST.get("archiver") == "oui" else desarchiver_fiche
            acte(par=request.user, fiche=fiche)
            mot = "archivée" if fiche.archivee_at else "remise dans l’annuaire"
            messages.success(request, f"Fiche « {fiche} » {mot}.")
            return aller(request, _page(code, pk))
        return render(request, "annuaire/fiche_archiver.html", _contexte(code, fiche))

    return archiver


def _supprimer(code: str, lire: Lire):
    @require_http_methods(GET_OU_POST)
    @droit_requis("annuaire.ecriture")
    def supprimer(request: HttpRequest, pk: int) -> HttpResponse:
        """Supprimer ce que rien n'utilise ; sinon, la liste des usages et l'archivage."""
        fiche, refus = lire(request, pk), ""
        if request.method == "POST":
            nom = str(fiche)
            try:
                supprimer_fiche(par=request.user, fiche=fiche)
                messages.success(request, f"Fiche « {nom} » supprimée.")
                return aller(request, reverse(f"annuaire:{code}s"))
            except Refus as erreur:
                refus = erreur.message
        contexte = _contexte(code, fiche) | {"refus": refus}
        return render(request, "annuaire/fiche_supprimer.html", contexte, status=422 if refus else 200)

    return supprimer
