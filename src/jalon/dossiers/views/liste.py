"""Production : la liste des dossiers (A1, A2, A3)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from jalon.comptes.models import Utilisateur
from jalon.socle.acces import droit_requis
from jalon.socle.listes import rendre
from jalon.socle.recherche_texte import chercher
from jalon.ui.reponses import Proposition, propositions

from ..listes import LISTE
from .commun import SESSION_ANNUAIRE, SESSION_RETOUR

PROPOSES_MAX = 20


@require_safe
@droit_requis("dossiers.lecture")
def production(request: HttpRequest) -> HttpResponse:
    """La liste ; son adresse filtrée est gardée pour que le fil d'un dossier y ramène."""
    request.session[SESSION_RETOUR] = request.get_full_path()
    request.session.pop(SESSION_ANNUAIRE, None)
    return rendre(request, LISTE)


@require_safe
@droit_requis("dossiers.lecture")
def conseillers_json(request: HttpRequest) -> JsonResponse:
    """`?q=` : les comptes actifs dont le nom répond à la saisie. Une requête."""
    trouves = chercher(Utilisateur.objects.actifs(), "texte_recherche", request.GET.get("q", ""))
    lus = list(trouves.order_by("cle_tri", "pk")[: PROPOSES_MAX + 1])
    return propositions((Proposition(u.pk, str(u)) for u in lus[:PROPOSES_MAX]), suite=len(lus) > PROPOSES_MAX)
