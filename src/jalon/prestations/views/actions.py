"""Admin > Actions : liste, fiche, création, modification, retrait, suppression."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit
from jalon.ui.reponses import aller

from ..forms import NEUVE, ActionForm, valeurs_action
from ..listes import ACTIONS
from ..models import Action
from ..operations import basculer_action, creer_action, modifier_action, supprimer_action
from ..queries import prestations_de, usages_de
from .commun import ECRITURE, GET_OU_POST


def _action(request: HttpRequest, pk: int) -> Action:
    return get_object_or_404(Action.objects.visibles_par(request.user), pk=pk)


@droit_requis("admin.lecture")
def actions(request: HttpRequest) -> HttpResponse:
    return rendre(request, ACTIONS)


@droit_requis("admin.lecture")
def action(request: HttpRequest, pk: int) -> HttpResponse:
    objet = _action(request, pk)
    contexte = {"action": objet, "prestations": prestations_de(objet), "entrees": historique(objet)}
    return render(request, "prestations/action.html", contexte)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def nouvelle(request: HttpRequest) -> HttpResponse:
    form = ActionForm(request.POST or None, initial=NEUVE)
    if request.method == "POST" and form.is_valid():
        try:
            creee = creer_action(par=request.user, donnees=form.donnees)
        except Refus as refus:
            form.refuser(refus)
        else:
            messages.success(request, f"Action « {creee} » créée.")
            return redirect("prestations:action", creee.pk)
    return _formulaire(request, form, None, reverse("prestations:actions"))


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    objet = _action(request, pk)
    form = ActionForm(request.POST or None, initial=valeurs_action(objet))
    if request.method == "POST" and form.is_valid() and _modifier(request, form, objet):
        messages.success(request, f"Action « {objet} » enregistrée.")
        return redirect("prestations:action", pk)
    return _formulaire(request, form, _action(request, pk), reverse("prestations:action", args=[pk]))


def _modifier(request: HttpRequest, form: ActionForm, objet: Action) -> bool:
    try:
        modifier_action(par=request.user, action=objet, version=form.version_lue, donnees=form.donnees)
    except Conflit as conflit:
        frais = _action(request, objet.pk)
        montrer_conflit(form, frais, valeurs_action(frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form: ActionForm, objet: Action | None, retour: str) -> HttpResponse:
    contexte = {"form": form, "action": objet, "retour": retour}
    contexte["prestations"] = prestations_de(objet) if objet else []
    return render(request, "prestations/action_formulaire.html", contexte, status=422 if form.errors else 200)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def etat(request: HttpRequest, pk: int) -> HttpResponse:
    """Retirer ou remettre au catalogue, après avoir lu où elle sert."""
    objet = _action(request, pk)
    if request.method == "POST":
        basculer_action(par=request.user, action=objet, is_active=request.POST.get("actif") == "oui")
        mot = "remise au catalogue" if objet.is_active else "retirée"
        messages.success(request, f"Action « {objet} » {mot}.")
        return aller(request, reverse("prestations:action", args=[pk]))
    contexte = {"action": objet, "prestations": prestations_de(objet)}
    return render(request, "prestations/action_etat.html", contexte)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def supprimer(request: HttpRequest, pk: int) -> HttpResponse:
    objet, refus = _action(request, pk), ""
    if request.method == "POST":
        nom = str(objet)
        try:
            supprimer_action(par=request.user, action=objet)
            messages.success(request, f"Action « {nom} » supprimée.")
            return aller(request, reverse("prestations:actions"))
        except Refus as erreur:
            refus = erreur.message
    contexte = {"action": objet, "usages": usages_de(objet), "refus": refus}
    return render(request, "prestations/action_supprimer.html", contexte, status=422 if refus else 200)
