"""L'onglet « Dossiers » de la fiche d'une société."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.annuaire.views.commun import societe_ou_404
from jalon.annuaire.views.societes import contexte_fiche
from jalon.socle.acces import droit_requis
from jalon.socle.listes import rendre

from ..societes import ListeDossiersSociete


@require_safe
@droit_requis("dossiers.lecture")
def societe_dossiers(request: HttpRequest, pk: int) -> HttpResponse:
    """Les dossiers visibles où la société est employeur, prescripteur ou donneur d'ordre."""
    societe = societe_ou_404(request, pk)
    contexte = contexte_fiche(request, societe, "dossiers")
    return rendre(request, ListeDossiersSociete(societe), "dossiers/societe_dossiers.html", **contexte)
