"""Vues JSON : les conventions proposées à un dossier, et ce que propose la convention choisie (B1)."""

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.formats import nettoyer_texte
from jalon.ui.reponses import propositions as repondre

from .. import propositions
from ..models import Convention
from ..queries import with_engagement
from ..reprises import reprises_de
from .commun import besoin_de, dossier_de, prestation_de


@require_safe
@droit_requis("financement.lecture")
def conventions(request: HttpRequest) -> JsonResponse:
    """`?q=&dossier=<numéro>&financeur=&prestation=&debut=` : celles qui conviennent d'abord, et ce qui reste."""
    q = nettoyer_texte(request.GET.get("q", ""))
    lignes, suite = propositions.conventions(q, utilisateur=request.user, besoin=besoin_de(request))
    return repondre(lignes, suite=suite)


@require_safe
@droit_requis("financement.lecture")
def valeurs(request: HttpRequest, pk: int) -> JsonResponse:
    """`?dossier=&prestation=` : les valeurs que la convention propose, champ par champ."""
    dossier = dossier_de(request)
    lues = with_engagement(Convention.objects.visibles_par(request.user).pour_liste(), sauf=dossier)
    convention = get_object_or_404(lues, pk=pk)
    reprises = reprises_de(convention, prestation_de(request, dossier))
    return JsonResponse({"reference": convention.reference, "valeurs": [r.pour_ecran for r in reprises]})
