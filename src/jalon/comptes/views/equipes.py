"""Admin > Équipes : qui travaille avec qui, et ce que chacun y gagne à voir."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.formats import nettoyer_texte
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit
from jalon.structure.enums import ECRITURE, LECTURE
from jalon.ui.reponses import aller
from jalon.ui.reponses import propositions as repondre

from ..forms.equipes import EquipeForm, valeurs
from ..listes_droits import EQUIPES
from ..models import Equipe
from ..operations import basculer_equipe, creer_equipe, modifier_equipe, supprimer_equipe
from ..propositions import collegues as proposer_collegues
from ..queries_droits import membres_de, responsable_de

GET_OU_POST = ["GET", "HEAD", "POST"]


def _equipe(request: HttpRequest, pk: int) -> Equipe:
    visibles = Equipe.objects.visibles_par(request.user).select_related("centre", "responsable__profil")
    return get_object_or_404(visibles, pk=pk)


@require_safe
@droit_requis(LECTURE)
def equipes(request: HttpRequest) -> HttpResponse:
    return rendre(request, EQUIPES)


@require_safe
@droit_requis(LECTURE)
def collegues(request: HttpRequest) -> JsonResponse:
    """`?q=` : les comptes actifs, par leur nom."""
    lignes, suite = proposer_collegues(nettoyer_texte(request.GET.get("q", "")))
    return repondre(lignes, suite=suite)


@require_safe
@droit_requis(LECTURE)
def equipe(request: HttpRequest, pk: int) -> HttpResponse:
    lue = _equipe(request, pk)
    contexte = {
        "equipe": lue,
        "responsable": responsable_de(lue),
        "membres": membres_de(lue),
        "entrees": historique(lue),
    }
    return render(request, "comptes/equipes/equipe.html", contexte)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def nouvelle(request: HttpRequest) -> HttpResponse:
    form = EquipeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            creee = creer_equipe(par=request.user, membres=form.cleaned_data["membres"], **form.donnees)
            messages.success(request, f"Équipe « {creee} » créée.")
            return redirect("droits:equipe", creee.pk)
        except Refus as refus:
            form.refuser(refus)
    return _formulaire(request, form, None, reverse("droits:equipes"))


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    lue = _equipe(request, pk)
    form = EquipeForm.pour(lue, request.POST or None)
    if request.method == "POST" and form.is_valid() and _enregistrer(request, form, lue):
        messages.success(request, f"Équipe « {lue} » enregistrée.")
        return redirect("droits:equipe", pk)
    return _formulaire(request, form, _equipe(request, pk), lue.get_absolute_url())


def _enregistrer(request: HttpRequest, form: EquipeForm, lue: Equipe) -> bool:
    version, membres = form.cleaned_data["version"] or 0, form.cleaned_data["membres"]
    try:
        modifier_equipe(par=request.user, equipe=lue, version=version, donnees=form.donnees, membres=membres)
    except Conflit as conflit:
        fraiche = _equipe(request, lue.pk)
        montrer_conflit(form, fraiche, valeurs(fraiche))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form: EquipeForm, lue: Equipe | None, retour: str) -> HttpResponse:
    contexte = {"form": form, "equipe": lue, "retour": retour}
    return render(request, "comptes/equipes/formulaire.html", contexte, status=422 if form.errors else 200)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def etat(request: HttpRequest, pk: int) -> HttpResponse:
    """Désactiver ou réactiver."""
    lue = _equipe(request, pk)
    if request.method == "POST":
        basculer_equipe(par=request.user, equipe=lue, is_active=request.POST.get("actif") == "oui")
        messages.success(request, f"« {lue} » : {'de nouveau active' if lue.is_active else 'désactivée'}.")
        return aller(request, lue.get_absolute_url())
    return render(request, "comptes/equipes/etat.html", {"equipe": lue})


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def supprimer(request: HttpRequest, pk: int) -> HttpResponse:
    """Supprimer une équipe sans membre."""
    lue, refus = _equipe(request, pk), ""
    if request.method == "POST":
        try:
            supprimer_equipe(par=request.user, equipe=lue)
            messages.success(request, f"Équipe « {lue} » supprimée.")
            return aller(request, reverse("droits:equipes"))
        except Refus as erreur:
            refus = erreur.message
    contexte = {"equipe": lue, "refus": refus, "nombre": lue.membres.count()}
    return render(request, "comptes/equipes/supprimer.html", contexte, status=422 if refus else 200)
