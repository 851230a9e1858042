"""Vues JSON : les dossiers qu'une séance collective peut réunir, les agendas que l'on tient."""

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from jalon.dossiers.models import Dossier
from jalon.socle.acces import droit_requis
from jalon.socle.formats import nettoyer_texte
from jalon.socle.recherche_texte import chercher
from jalon.structure.models import Lieu
from jalon.ui.reponses import Proposition, propositions

from ..models.agendas import agendas_ecrits, agendas_lus
from .commun import ECRITURE, LECTURE

LIMITE = 20


@require_safe
@droit_requis(ECRITURE)
def dossiers(request: HttpRequest) -> JsonResponse:
    """`?q=` : les dossiers ouverts du périmètre que la saisie trouve, les plus récents d'abord."""
    q = nettoyer_texte(request.GET.get("q", ""))
    ouverts = Dossier.objects.visibles_par(request.user).ouverts().pour_liste()
    trouves = chercher(ouverts, "texte_recherche", q) if q.strip() else ouverts
    lus = list(trouves.order_by("-created_at", "-pk")[: LIMITE + 1])
    lignes = [Proposition(d.pk, f"{d.beneficiaire} · {d.numero}", str(d.prestation)) for d in lus[:LIMITE]]
    return propositions(lignes, suite=len(lus) > LIMITE)


@require_safe
@droit_requis(ECRITURE)
def agendas(request: HttpRequest) -> JsonResponse:
    """`?q=` : les personnes dont on tient l'agenda, par ordre de nom."""
    return _proposer(request, agendas_ecrits(request.user).actives())


@require_safe
@droit_requis(LECTURE)
def agendas_lus_json(request: HttpRequest) -> JsonResponse:
    """`?q=` : les personnes dont on lit l'agenda, par ordre de nom."""
    return _proposer(request, agendas_lus(request.user).actives())


@require_safe
@droit_requis(LECTURE)
def salles(request: HttpRequest) -> JsonResponse:
    """`?q=` : les salles, par ordre de nom."""
    return _proposer(request, Lieu.objects.actifs().select_related("centre"))


def _proposer(request: HttpRequest, objets: QuerySet) -> JsonResponse:
    q = nettoyer_texte(request.GET.get("q", ""))
    trouves = chercher(objets, "texte_recherche", q) if q.strip() else objets
    lus = list(trouves.order_by("cle_tri", "pk")[: LIMITE + 1])
    return propositions([Proposition(o.pk, str(o)) for o in lus[:LIMITE]], suite=len(lus) > LIMITE)
