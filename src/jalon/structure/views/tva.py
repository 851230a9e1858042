"""Le régime de TVA : en changer à compter d'un jour, annuler un changement à venir."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..enums import ECRITURE
from ..forms import RegimeTvaForm
from ..models import RegimeTva
from ..operations import annuler_regime_tva, changer_regime_tva


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def changer(request: HttpRequest) -> HttpResponse:
    """Le dialogue d'un nouveau régime."""
    form = RegimeTvaForm(request.POST or None, initial={"date_effet": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            ligne = changer_regime_tva(par=request.user, **form.cleaned_data)
            messages.success(request, f"{ligne} : enregistré.")
            return aller(request, reverse("structure:reglages"))
        except Refus as refus:
            form.refuser(refus)
    return render(request, "structure/tva.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@droit_requis(ECRITURE)
def annuler(request: HttpRequest, pk: int) -> HttpResponse:
    annuler_regime_tva(par=request.user, ligne=get_object_or_404(RegimeTva, pk=pk))
    messages.success(request, "Changement de régime annulé.")
    return redirect("structure:reglages")
