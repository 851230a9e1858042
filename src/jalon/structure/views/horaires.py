"""Les horaires d'ouverture d'un centre."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.versions import Conflit

from ..enums import ECRITURE
from ..forms import HorairesForm
from ..models import Centre
from ..operations import regler_horaires
from ..queries import plages_de


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def horaires(request: HttpRequest, pk: int) -> HttpResponse:
    """Deux plages par jour ; un refus se montre sur son jour, rien n'est perdu."""
    centre = get_object_or_404(Centre.objects.visibles_par(request.user), pk=pk)
    form = HorairesForm.pour(plages_de(centre), centre.version, request.POST or None)
    if request.method == "POST" and form.is_valid() and _regler(request, centre, form):
        messages.success(request, f"Horaires de « {centre} » enregistrés.")
        return redirect("structure:centre", pk)
    contexte = {"centre": centre, "form": form}
    return render(request, "structure/horaires.html", contexte, status=422 if form.errors else 200)


def _regler(request: HttpRequest, centre: Centre, form: HorairesForm) -> bool:
    try:
        regler_horaires(par=request.user, centre=centre, version=form.version_lue, plages=form.plages)
    except Conflit as conflit:
        form.data = form.data.copy()
        form.data["version"] = str(Centre.objects.get(pk=centre.pk).version)
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors
