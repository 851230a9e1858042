"""Planifier, répéter, modifier une séance d'un dossier (F4)."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import contexte_page, dossier_visible
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..avertissements import avertissements
from ..forms import SeanceForm
from ..operations import SaisieSeance, modifier_seance, planifier_serie
from ..queries import jours_fermes
from ..rules.creneau import creneau
from ..rules.repetition import dates_repetees
from .commun import ECRITURE, is_signee, retour_demande, seance_du_dossier

FORMULAIRE = "planning/seance_formulaire.html"
DEUX_ANS = timedelta(days=730)


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def nouvelle(request: HttpRequest, numero: str) -> HttpResponse:
    """Une séance, ou plusieurs : la liste des jours se montre avant de créer."""
    dossier = dossier_visible(request, numero)
    form = SeanceForm(request.POST or None, dossier=dossier, par=request.user)
    jours: dict = {}
    if request.method == "POST" and form.is_valid():
        jours = _jours(form, dossier)
        if not _a_confirmer(request, jours) and _planifier(request, form, jours["retenus"]):
            return aller(request, retour_demande(request, dossier))
    contexte = _contexte(request, dossier, form) | {"titre": "Nouvelle séance", "jours": jours}
    return render(request, FORMULAIRE, contexte, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def modifier(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """La fiche d'une séance programmée."""
    dossier = dossier_visible(request, numero)
    seance = seance_du_dossier(request, dossier, pk)
    form = SeanceForm(request.POST or None, dossier=dossier, par=request.user, seance=seance)
    if request.method == "POST" and form.is_valid():
        try:
            modifier_seance(
                par=request.user, seance=seance, version=form.version_lue, saisie=form.saisie,
                motif_conflit=form.cleaned_data["motif_conflit"],
            )  # fmt: skip
        except Refus as refus:
            form.refuser(refus)
        else:
            messages.success(request, "Séance modifiée.")
            _avertir(request, form, [timezone.localtime(form.saisie.debut).date()])
            return aller(request, retour_demande(request, dossier))
    contexte = _contexte(request, dossier, form) | {"titre": f"Modifier la séance du {seance.jour:%d/%m/%Y}"}
    return render(request, FORMULAIRE, contexte, status=422 if form.errors else 200)


def _contexte(request: HttpRequest, dossier: Dossier, form: SeanceForm) -> dict:
    contexte = {"dossier": dossier, "form": form, "retour_onglet": retour_demande(request, dossier)}
    contexte["is_signee"] = form.seance is not None and is_signee(form.seance)
    return contexte if request.htmx else contexte_page(request, dossier, "seances") | contexte


def _jours(form: SeanceForm, dossier: Dossier) -> dict:
    """Les jours retenus et les jours fermés sautés, pour le nombre de séances demandé."""
    saisie, fois = form.saisie, form.cleaned_data.get("fois") or 1
    premier = timezone.localtime(saisie.debut).date()
    if fois == 1:
        return {"retenus": [premier], "sautes": []}
    centre = saisie.lieu.centre if saisie.lieu else dossier.centre
    fermes = jours_fermes(premier, premier + DEUX_ANS, centre)
    retenus, sautes = dates_repetees(premier, fois, fermes.__contains__)
    return {"retenus": retenus, "sautes": sautes}


def _a_confirmer(request: HttpRequest, jours: dict) -> bool:
    """Vrai si la liste n'a pas encore été montrée telle quelle."""
    montree = ",".join(jour.isoformat() for jour in jours["retenus"])
    jours["montree"] = montree
    return len(jours["retenus"]) > 1 and request.POST.get("jours_montres") != montree


def _planifier(request: HttpRequest, form: SeanceForm, jours: list) -> bool:
    try:
        saisies = [_au(form.saisie, jour) for jour in jours]
        planifier_serie(par=request.user, saisies=saisies, motif_conflit=form.cleaned_data["motif_conflit"])
    except Refus as refus:
        form.refuser(refus)
        return False
    except ValueError as refus:
        form.add_error("jour", str(refus))
        return False
    messages.success(request, "Séance planifiée." if len(jours) == 1 else f"{len(jours)} séances planifiées.")
    _avertir(request, form, jours)
    return True


def _avertir(request: HttpRequest, form: SeanceForm, jours: list) -> None:
    for phrase in avertissements(form.saisie.dossiers, jours):
        messages.warning(request, phrase)


def _au(saisie: SaisieSeance, jour) -> SaisieSeance:
    """La même séance, ce jour-là, aux mêmes heures."""
    debut, fin = timezone.localtime(saisie.debut), timezone.localtime(saisie.fin)
    commence, finit = creneau(jour, debut.time(), fin.time(), timezone.get_current_timezone())
    return replace(saisie, debut=commence, fin=finit)
