"""Reprendre les jours fériés d'une année."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import droit_requis

from ..enums import ECRITURE, Territoire
from ..operations import reprendre_feries
from ..queries import feries_proposes

ANNEES_AVANT, ANNEES_APRES = 1, 3


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def feries(request: HttpRequest) -> HttpResponse:
    """`?annee=`, `?territoire=` : les jours à cocher ; ceux déjà repris le disent."""
    recu = request.POST if request.method == "POST" else request.GET
    annee, territoire = _annee(recu.get("annee", "")), _territoire(recu.get("territoire", ""))
    proposes = feries_proposes(annee, territoire)
    if request.method == "POST":
        choisis = set(request.POST.getlist("jour"))
        crees = reprendre_feries(
            par=request.user, jours=[(jour, nom) for jour, nom, _ in proposes if jour.isoformat() in choisis]
        )
        messages.success(request, _phrase(len(crees)))
        return redirect("structure:jours_fermes")
    contexte = {
        "annee": annee,
        "annees": list(_annees()),
        "territoire": territoire,
        "territoires": Territoire.choices,
        "proposes": proposes,
        "restent": any(not is_pris for _, _, is_pris in proposes),
    }
    return render(request, "structure/feries.html", contexte)


def _phrase(nombre: int) -> str:
    if not nombre:
        return "Aucun jour férié à ajouter."
    return "1 jour férié ajouté." if nombre == 1 else f"{nombre} jours fériés ajoutés."


def _annees() -> range:
    cette_annee = timezone.localdate().year
    return range(cette_annee - ANNEES_AVANT, cette_annee + ANNEES_APRES + 1)


def _annee(brut: str) -> int:
    """L'année demandée si elle est proposée ; sinon la prochaine à préparer."""
    if brut.isascii() and brut.isdecimal() and int(brut[:4]) in _annees():
        return int(brut[:4])
    jour: date = timezone.localdate()
    return jour.year + 1 if jour.month >= 10 else jour.year


def _territoire(brut: str) -> str:
    return brut if brut in Territoire.values else ""
