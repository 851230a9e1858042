"""Ce que les vues des mémos partagent : trouver, revenir d'où l'on vient."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalon.socle import adresses

from ..models import Memo


def memo_visible(request: HttpRequest, pk: int) -> Memo:
    """Le mémo par sa porte ; celui qu'on ne peut pas lire n'existe pas : 404."""
    return get_object_or_404(Memo.objects.visibles_par(request.user).pour_page(), pk=pk)


def retour_demande(request: HttpRequest, memo: Memo) -> str:
    """L'adresse d'où l'on vient, si elle est de cette maison ; sinon le fil de l'objet."""
    return adresses.retour_demande(request) or memo.porteur.adresse(memo.objet)
