"""« Annuler un dossier ouvert par erreur », et le restaurer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..forms.annulation import AnnulationForm
from ..operations import annuler_dossier, restaurer_dossier
from ..registres import SUITES_ANNULATION
from .commun import contexte_page, dossier_visible


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.ecriture")
def annuler(request: HttpRequest, numero: str) -> HttpResponse:
    """Le dialogue qui demande le motif."""
    dossier = dossier_visible(request, numero)
    form = AnnulationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            annuler_dossier(par=request.user, dossier=dossier, motif=form.cleaned_data["motif"])
        except Refus as refus:
            form.refuser(refus)
        else:
            messages.success(request, f"Dossier {numero} annulé. Il se retrouve par son numéro.")
            return aller(request, reverse("dossiers:liste"))
    contexte = contexte_page(request, dossier, "informations") | {
        "form": form,
        "suites": [phrase for suite in SUITES_ANNULATION for phrase in suite.lister(dossier)],
    }
    return render(request, "dossiers/annuler.html", contexte, status=422 if form.errors else 200)


@require_POST
@droit_requis("dossiers.ecriture")
def restaurer(request: HttpRequest, numero: str) -> HttpResponse:
    """Remet le dossier dans les listes."""
    dossier = dossier_visible(request, numero)
    try:
        restaurer_dossier(par=request.user, dossier=dossier)
    except Refus as refus:
        messages.error(request, refus.message)
    else:
        messages.success(request, f"Dossier {numero} restauré.")
    return redirect("dossiers:dossier", numero)
