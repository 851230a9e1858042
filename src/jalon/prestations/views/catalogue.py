"""« Reprendre du catalogue » : cocher des prestations livrées."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus

from ..catalogue import CATALOGUE, PrestationLivree
from ..models import Prestation
from ..operations import reprendre_du_catalogue
from ..queries import prestations_versionnees
from ..rules import total_minutes
from .commun import ECRITURE, GET_OU_POST

RIEN = "Cochez au moins une prestation."


@dataclass(frozen=True)
class FicheMontree:
    """Une fiche du catalogue, et ce que la maison en a déjà."""

    fiche: PrestationLivree
    deja: Prestation | None
    is_complete: bool

    @property
    def minutes(self) -> int:
        return total_minutes(self.fiche.etapes)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def reprendre(request: HttpRequest) -> HttpResponse:
    refus = ""
    if request.method == "POST":
        try:
            return _reprendre(request)
        except Refus as erreur:
            refus = erreur.message
    contexte = {"groupes": _groupes(), "refus": refus, "cochees": request.POST.getlist("code")}
    return render(request, "prestations/catalogue.html", contexte, status=422 if refus else 200)


def _reprendre(request: HttpRequest) -> HttpResponse:
    codes = request.POST.getlist("code")
    if not codes:
        raise Refus(RIEN)
    reprise = reprendre_du_catalogue(par=request.user, codes=codes)
    faites = [f"« {p} »" for p in (*reprise.creees, *reprise.completees)]
    messages.success(request, f"Repris du catalogue : {', '.join(faites)}." if faites else "Tout y était déjà.")
    return redirect("prestations:prestations")


def _groupes() -> list[tuple[str, list[FicheMontree]]]:
    """Les fiches par famille. Deux requêtes."""
    deja = {p.code.upper(): p for p in Prestation.objects.all()}
    versionnees = prestations_versionnees()
    familles: dict[str, list[FicheMontree]] = {}
    for fiche in CATALOGUE.values():
        prestation = deja.get(fiche.code.upper())
        complete = prestation is not None and prestation.pk in versionnees
        familles.setdefault(fiche.famille, []).append(FicheMontree(fiche, prestation, complete))
    return list(familles.items())
