"""Valider, annuler, reporter, rétablir une séance d'un dossier (F4)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jalon.dossiers.views.commun import contexte_page, dossier_visible
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..enums import EtatSeance
from ..forms import AnnulationForm, PresencesForm, ReportForm, RetablirForm
from ..models import Seance
from ..operations import annuler_seance, reporter_seance, retablir_seance, valider_seance
from .commun import ECRITURE, is_signee, retour_demande, seance_du_dossier, seance_lisible

PERMIS = ["GET", "HEAD", "POST"]


@require_http_methods(PERMIS)
@droit_requis(ECRITURE)
def valider(request: HttpRequest, pk: int, numero: str | None = None) -> HttpResponse:
    """Les présences ; corriger une séance déjà validée suit le même chemin."""

    def agir(form: PresencesForm, seance: Seance) -> str:
        valider_seance(par=request.user, seance=seance, version=_version(form), presences=form.saisies)
        return "Présences enregistrées."

    options = {"absent": request.GET.get("absent") == "1"}
    return _acte(request, numero, pk, PresencesForm, "planning/presences.html", agir, **options)


@require_http_methods(PERMIS)
@droit_requis(ECRITURE)
def annuler(request: HttpRequest, pk: int, numero: str | None = None) -> HttpResponse:
    """Qui annule, et pourquoi."""

    def agir(form: AnnulationForm, seance: Seance) -> str:
        net = form.cleaned_data
        motif = {"annulee_par": net["annulee_par"], "motif": net["motif"]}
        annuler_seance(par=request.user, seance=seance, version=_version(form), **motif)
        return "Séance annulée."

    return _acte(request, numero, pk, AnnulationForm, "planning/annuler.html", agir)


@require_http_methods(PERMIS)
@droit_requis(ECRITURE)
def reporter(request: HttpRequest, pk: int, numero: str | None = None) -> HttpResponse:
    """Un nouveau moment ; l'ancienne séance garde le lien."""

    def agir(form: ReportForm, seance: Seance) -> str:
        net = form.cleaned_data
        champs = {nom: net[nom] for nom in ("debut", "fin", "motif", "motif_conflit")}
        nouvelle = reporter_seance(par=request.user, seance=seance, version=_version(form), **champs)
        return f"Séance reportée au {nouvelle.jour:%d/%m/%Y}."

    return _acte(request, numero, pk, ReportForm, "planning/reporter.html", agir)


@require_http_methods(PERMIS)
@droit_requis(ECRITURE)
def retablir(request: HttpRequest, pk: int, numero: str | None = None) -> HttpResponse:
    """La séance redevient programmée."""

    def agir(form: RetablirForm, seance: Seance) -> str:
        motif = form.cleaned_data["motif_conflit"]
        retablir_seance(par=request.user, seance=seance, version=_version(form), motif_conflit=motif)
        return "Séance rétablie."

    return _acte(request, numero, pk, RetablirForm, "planning/retablir.html", agir)


def _version(form) -> int:
    return form.cleaned_data.get("version") or 0


def _acte(
    request: HttpRequest, numero: str | None, pk: int, formulaire: type, gabarit: str, agir: Callable, **options
) -> HttpResponse:
    """Le dialogue d'un acte, un refus à côté du champ. Sans `numero` : on ne vient pas du dossier."""
    dossier = dossier_visible(request, numero) if numero else None
    seance = seance_du_dossier(request, dossier, pk) if dossier else seance_lisible(request, pk)
    retour = retour_demande(request, dossier)
    form = formulaire(request.POST or None, seance=seance, **options)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, agir(form, seance))
        except Refus as refus:
            form.refuser(refus)
        else:
            return aller(request, retour)
    contexte = {"dossier": dossier, "seance": seance, "form": form, "retour_onglet": retour}
    contexte["is_signee"] = is_signee(seance)
    contexte["is_tenue"] = seance.etat == EtatSeance.REALISEE
    if dossier and not request.htmx:
        contexte = contexte_page(request, dossier, "seances") | contexte
    return render(request, gabarit, contexte, status=422 if form.errors else 200)
