"""Relancer les signatures récentes de tout le périmètre : un lien à chacun, le nombre envoyé et les refus (F4)."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jalon.planning.models import Seance
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus

from ..fenetre import fenetre_en_vigueur
from ..manquants import pour_liste, seances_a_signer
from ..operations import demander_signatures
from .liens import ECRITURE, SESSION_REFUS, adresse_de, dire_le_bilan

SEANCES_MAX = 50


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def relances(request: HttpRequest) -> HttpResponse:
    """Les séances encore signables où il manque une signature ; les plus anciennes d'abord."""
    if request.method == "POST":
        try:
            _relancer(request)
        except Refus as refus:
            messages.error(request, refus.message)
        return HttpResponseRedirect(reverse("liens:relances"))
    jours = fenetre_en_vigueur().apres.days
    seances = list(pour_liste(_signables(request, jours), request.user)[:SEANCES_MAX])
    contexte = {"seances": seances, "jours": jours, "refus": request.session.pop(SESSION_REFUS, [])}
    return render(request, "emargement/relances.html", contexte)


def _relancer(request: HttpRequest) -> None:
    pks = [int(pk) for pk in request.POST.getlist("seances") if pk.isdecimal()][:SEANCES_MAX]
    seances = list(
        _signables(request, fenetre_en_vigueur().apres.days)
        .filter(pk__in=pks)
        .select_related("action", "lieu__centre")
    )
    if not seances:
        raise Refus("Cochez au moins une séance.")
    adresse = adresse_de(request, "lien")
    dire_le_bilan(request, demander_signatures(par=request.user, seances=seances, adresse=adresse))


def _signables(request: HttpRequest, jours: int) -> QuerySet[Seance]:
    maintenant = timezone.now()
    manquent = seances_a_signer(request.user, maintenant)
    return manquent.filter(fin__gte=maintenant - timedelta(days=jours)).order_by("fin", "pk")
