"""L'onglet Historique : qui a changé quoi, quand, avant et après."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.journal.historique import rendre_historique
from jalon.socle.acces import droit_requis

from .commun import contexte_page, dossier_visible


@require_safe
@droit_requis("dossiers.lecture")
def historique(request: HttpRequest, numero: str) -> HttpResponse:
    """Le journal de ce dossier, filtrable, du plus récent au plus ancien."""
    dossier = dossier_visible(request, numero)
    contexte = contexte_page(request, dossier, "historique")
    return rendre_historique(request, dossier, "dossiers/historique.html", **contexte)
