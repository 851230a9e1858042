"""Le catalogue : liste, fiche, création, modification."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jalon.journal.conflits import montrer_conflit
from jalon.journal.historique import rendre_historique
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit

from ..forms import PrestationForm, valeurs_de
from ..listes import PRESTATIONS
from ..models import Prestation, TypeEvenementMaison
from ..operations import creer_prestation, modifier_prestation
from .commun import contexte_page, prestation_visible


@droit_requis("admin.lecture")
def prestations(request: HttpRequest) -> HttpResponse:
    return rendre(request, PRESTATIONS)


@droit_requis("admin.lecture")
def prestation(request: HttpRequest, pk: int) -> HttpResponse:
    objet = prestation_visible(request, pk)
    return render(request, "prestations/informations.html", contexte_page(request, objet, "informations"))


@droit_requis("admin.lecture")
def evenements(request: HttpRequest, pk: int) -> HttpResponse:
    """Les types d'événement qui se proposent sur ses dossiers. Deux requêtes."""
    objet = prestation_visible(request, pk)
    types = TypeEvenementMaison.objects.de(objet).prefetch_related("prestations")
    contexte = contexte_page(request, objet, "evenements") | {"types": list(types)}
    return render(request, "prestations/evenements.html", contexte)


@droit_requis("admin.lecture")
def historique_prestation(request: HttpRequest, pk: int) -> HttpResponse:
    objet = prestation_visible(request, pk)
    contexte = contexte_page(request, objet, "historique")
    return rendre_historique(request, objet, "prestations/historique.html", **contexte)


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
    objet = prestation_visible(request, pk)
    adresse = reverse("prestations:prestation", args=[pk])
    if request.method == "POST":
        form = PrestationForm(request.POST, initial=valeurs_de(objet))
        if form.is_valid() and _modifier(request, form, objet):
            messages.success(request, f"Prestation « {form.cleaned_data['libelle']} » enregistrée.")
            return redirect(adresse)
    else:
        form = PrestationForm(initial=valeurs_de(objet))
    return _formulaire(request, form, prestation_visible(request, pk), adresse)


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
        frais = prestation_visible(request, objet.pk)
        montrer_conflit(form, frais, valeurs_de(frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form: PrestationForm, objet: Prestation | None, retour: str) -> HttpResponse:
    contexte = {"form": form, "prestation": objet, "retour": retour}
    statut = 422 if form.errors else 200
    return render(request, "prestations/formulaire.html", contexte, status=statut)
