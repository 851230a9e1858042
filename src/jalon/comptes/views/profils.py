"""Admin > Profils : la matrice des droits, les périmètres, dupliquer, désactiver, supprimer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit
from jalon.structure.enums import ECRITURE, LECTURE
from jalon.ui.reponses import aller

from ..forms.profils import DuplicationForm, ProfilForm, valeurs
from ..listes_droits import PROFILS
from ..models import Profil
from ..operations import basculer_profil, dupliquer_profil, modifier_profil, supprimer_profil
from ..rules import agendas_en_phrases, dossiers_en_phrases, matrice

GET_OU_POST = ["GET", "HEAD", "POST"]
MONTRES = 20  # comptes nommés sur la fiche d'un profil


def _profil(request: HttpRequest, pk: int) -> Profil:
    return get_object_or_404(Profil.objects.visibles_par(request.user), pk=pk)


@require_safe
@droit_requis(LECTURE)
def profils(request: HttpRequest) -> HttpResponse:
    return rendre(request, PROFILS)


@require_safe
@droit_requis(LECTURE)
def profil(request: HttpRequest, pk: int) -> HttpResponse:
    """Trois requêtes : le profil, ses comptes actifs, son historique."""
    lu = _profil(request, pk)
    comptes = list(lu.utilisateurs.actifs().order_by("nom", "prenom", "pk"))
    contexte = {
        "profil": lu,
        "matrice": matrice(lu.droits),
        "dossiers": dossiers_en_phrases(lu.perimetre_dossiers, lu.is_limite_aux_centres),
        "agendas": agendas_en_phrases(lu.agendas_lecture, lu.agendas_ecriture),
        "nombre": len(comptes),
        "comptes": comptes[:MONTRES],
        "entrees": historique(lu),
    }
    return render(request, "comptes/profils/profil.html", contexte)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    lu = _profil(request, pk)
    form = ProfilForm.pour(lu, request.POST or None)
    if request.method == "POST" and form.is_valid() and _enregistrer(request, form, lu):
        messages.success(request, f"Profil « {lu} » enregistré.")
        return redirect("droits:profil", pk)
    contexte = {"form": form, "profil": _profil(request, pk)}
    return render(request, "comptes/profils/formulaire.html", contexte, status=422 if form.errors else 200)


def _enregistrer(request: HttpRequest, form: ProfilForm, lu: Profil) -> bool:
    version = form.cleaned_data["version"] or 0
    try:
        modifier_profil(par=request.user, profil=lu, version=version, donnees=form.donnees(lu))
    except Conflit as conflit:
        frais = _profil(request, lu.pk)
        montrer_conflit(form, frais, valeurs(frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def dupliquer(request: HttpRequest, pk: int) -> HttpResponse:
    """Le dialogue qui nomme la copie, puis sa matrice."""
    lu = _profil(request, pk)
    form = DuplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            copie = dupliquer_profil(par=request.user, profil=lu, libelle=form.cleaned_data["libelle"])
            messages.success(request, f"« {copie} » créé : réglez ses droits.")
            return aller(request, reverse("droits:profil_modifier", args=[copie.pk]))
        except Refus as refus:
            form.refuser(refus)
    contexte = {"form": form, "profil": lu}
    return render(request, "comptes/profils/dupliquer.html", contexte, status=422 if form.errors else 200)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def etat(request: HttpRequest, pk: int) -> HttpResponse:
    """Désactiver un profil que personne ne porte, ou le réactiver."""
    lu, refus = _profil(request, pk), ""
    if request.method == "POST":
        try:
            basculer_profil(par=request.user, profil=lu, is_active=request.POST.get("actif") == "oui")
            messages.success(request, f"« {lu} » : {'de nouveau proposé' if lu.is_active else 'désactivé'}.")
            return aller(request, reverse("droits:profil", args=[pk]))
        except Refus as erreur:
            refus = erreur.message
    return _dialogue(request, "etat", lu, refus)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def supprimer(request: HttpRequest, pk: int) -> HttpResponse:
    """Supprimer un profil de la maison que personne ne porte."""
    lu, refus = _profil(request, pk), ""
    if request.method == "POST":
        try:
            supprimer_profil(par=request.user, profil=lu)
            messages.success(request, f"Profil « {lu} » supprimé.")
            return aller(request, reverse("droits:profils"))
        except Refus as erreur:
            refus = erreur.message
    return _dialogue(request, "supprimer", lu, refus)


def _dialogue(request: HttpRequest, nom: str, lu: Profil, refus: str) -> HttpResponse:
    contexte: dict[str, Any] = {"profil": lu, "refus": refus, "nombre": lu.utilisateurs.count()}
    return render(request, f"comptes/profils/{nom}.html", contexte, status=422 if refus else 200)
