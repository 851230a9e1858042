"""Les séances hors production : planifier une réunion, la modifier (domaine, « Planning »)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..enums import GenreSeance
from ..forms import ReunionForm
from ..models import Seance
from ..operations import modifier_seance, planifier_seance
from .commun import ECRITURE, retour_demande, seance_lisible

PERMIS = ["GET", "HEAD", "POST"]
DEPUIS_UN_CRENEAU = ("jour", "heure_debut", "heure_fin")


@require_http_methods(PERMIS)
@droit_requis(ECRITURE)
def nouvelle(request: HttpRequest) -> HttpResponse:
    """`?jour=24/11/2026&heure_debut=14:00&heure_fin=15:00` : déjà remplis, depuis un créneau de l'agenda."""
    propose = {nom: request.GET[nom] for nom in DEPUIS_UN_CRENEAU if request.GET.get(nom)}
    form = ReunionForm(request.POST or None, par=request.user, initial=propose)
    return _repondre(request, form, None)


@require_http_methods(PERMIS)
@droit_requis(ECRITURE)
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    """La fiche d'une réunion encore programmée ; une séance d'un dossier se modifie depuis son dossier."""
    seance = seance_lisible(request, pk)
    if seance.genre != GenreSeance.HORS_PRODUCTION:
        raise Http404
    return _repondre(request, ReunionForm(request.POST or None, par=request.user, seance=seance), seance)


def _repondre(request: HttpRequest, form: ReunionForm, seance: Seance | None) -> HttpResponse:
    retour = retour_demande(request)
    if request.method == "POST" and form.is_valid() and _enregistrer(request, form, seance):
        messages.success(request, "Réunion modifiée." if seance else "Réunion planifiée.")
        return aller(request, retour)
    contexte: dict[str, Any] = {"form": form, "seance": seance, "retour_onglet": retour}
    return render(request, "planning/reunion.html", contexte, status=422 if form.errors else 200)


def _enregistrer(request: HttpRequest, form: ReunionForm, seance: Seance | None) -> bool:
    champs = {"par": request.user, "saisie": form.saisie, "motif_conflit": form.cleaned_data["motif_conflit"]}
    try:
        if seance:
            modifier_seance(seance=seance, version=form.version_lue, **champs)
        else:
            planifier_seance(**champs)
    except Refus as refus:
        form.refuser(refus)
        return False
    return True
