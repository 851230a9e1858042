"""L'onglet Historique : qui a changé quoi, quand, avant et après."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.journal.models import Entree
from jalon.socle.acces import droit_requis

from .commun import contexte_page, dossier_visible

PAR_PAGE = 30


@require_safe
@droit_requis("dossiers.lecture")
def historique(request: HttpRequest, numero: str) -> HttpResponse:
    """Le journal de ce dossier, du plus récent au plus ancien."""
    dossier = dossier_visible(request, numero)
    page = Paginator(Entree.objects.du_sujet(dossier), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = contexte_page(request, dossier, "historique") | {"page": page}
    return render(request, "dossiers/historique.html", contexte)
