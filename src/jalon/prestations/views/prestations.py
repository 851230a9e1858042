"""Le catalogue : liste, fiche, création, modification."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from jalon.comptes.droits import droit_requis
from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit

from ..forms import PrestationForm, valeurs_de
from ..listes import PRESTATIONS
from ..models import Prestation
from ..operations import creer_prestation, modifier_prestation


@droit_requis("admin.lecture")
def prestations(request: HttpRequest) -> HttpResponse:
    return rendre(request, PRESTATIONS)


@droit_requis("admin.lecture")
def prestation(request: HttpRequest, pk: int) -> HttpResponse:
    objet = _prestation(request, pk)
    contexte = {"prestation": objet, "entrees": historique(objet)}
    return render(request, "prestations/fiche.html", contexte)


@droit_requis("admin.ecriture")
def nouvelle(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = PrestationForm(request.POST)
        if form.is_valid() and (creee := _creer(request, form)):
            messages.success(request, f"Prestation « {creee} » créée.")
            return redirect("prestations:prestation", creee.pk)
    else:
        form = PrestationForm(initial={"is_active": True})
    return _formulaire(request, form, None, reverse("prestations:prestations"))


@droit_requis("admin.ecriture")
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    objet = _prestation(request, pk)
    adresse = reverse("prestations:prestation", args=[pk])
    if request.method == "POST":
        form = PrestationForm(request.POST, initial=valeurs_de(objet))
        if form.is_valid() and _modifier(request, form, objet):
            messages.success(request, f"Prestation « {form.cleaned_data['libelle']} » enregistrée.")
            return redirect(adresse)
    else:
        form = PrestationForm(initial=valeurs_de(objet))
    return _formulaire(request, form, _prestation(request, pk), adresse)


def _prestation(request: HttpRequest, pk: int) -> Prestation:
    return get_object_or_404(Prestation.objects.visibles_par(request.user), pk=pk)


def _creer(request: HttpRequest, form: PrestationForm) -> Prestation | None:
    try:
        return creer_prestation(par=request.user, donnees=form.donnees)
    except Refus as refus:
        form.refuser(refus)
        return None


def _modifier(request: HttpRequest, form: PrestationForm, objet: Prestation) -> bool:
    try:
        modifier_prestation(par=request.user, prestation=objet, version=form.version_lue, donnees=form.donnees)
    except Conflit as conflit:
        frais = _prestation(request, objet.pk)
        montrer_conflit(form, frais, valeurs_de(frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form: PrestationForm, objet: Prestation | None, retour: str) -> HttpResponse:
    contexte = {"form": form, "prestation": objet, "retour": retour}
    statut = 422 if form.errors else 200
    return render(request, "prestations/formulaire.html", contexte, status=statut)
