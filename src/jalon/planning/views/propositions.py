"""Vues JSON : les dossiers qu'une séance collective peut réunir, les agendas que l'on tient."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from jalon.dossiers.models import Dossier
from jalon.socle.acces import droit_requis
from jalon.socle.formats import nettoyer_texte
from jalon.socle.recherche_texte import chercher
from jalon.ui.reponses import Proposition, propositions

from ..models.agendas import agendas_ecrits
from .commun import ECRITURE

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
    q = nettoyer_texte(request.GET.get("q", ""))
    tenus = agendas_ecrits(request.user).actives()
    trouves = chercher(tenus, "texte_recherche", q) if q.strip() else tenus
    lus = list(trouves.order_by("cle_tri", "pk")[: LIMITE + 1])
    return propositions([Proposition(p.pk, str(p)) for p in lus[:LIMITE]], suite=len(lus) > LIMITE)
