"""Admin > Utilisateurs : liste, fiche, invitation, modification, désactivation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit
from jalon.ui.reponses import aller

from ..courriels import envoyer_invitation
from ..forms import DesactivationForm, UtilisateurForm
from ..forms.utilisateur import valeurs_de
from ..listes import LECTURE, UTILISATEURS
from ..models import Utilisateur
from ..operations import (
    desactiver_utilisateur,
    inviter_utilisateur,
    modifier_utilisateur,
    reactiver_utilisateur,
    renvoyer_invitation,
    revoquer_invitation,
)
from ..queries import fiches_liees, invitation_de, sessions_ouvertes
from ..registres import actes_de
from ..rules import ADMINISTRER, droits_en_mots

GET_OU_POST = ["GET", "HEAD", "POST"]
AVANT_DE_FERMER = ("transferer",)  # les actes de la fiche qu'une désactivation rappelle


def _utilisateur(request: HttpRequest, pk: int) -> Utilisateur:
    visibles = Utilisateur.objects.visibles_par(request.user).with_invitation()
    return get_object_or_404(visibles.select_related("profil", "centre"), pk=pk)


@require_safe
@droit_requis(LECTURE)
def utilisateurs(request: HttpRequest) -> HttpResponse:
    return rendre(request, UTILISATEURS)


@require_safe
@droit_requis(LECTURE)
def utilisateur(request: HttpRequest, pk: int) -> HttpResponse:
    """La fiche d'un compte."""
    compte = _utilisateur(request, pk)
    contexte = {
        "compte": compte,
        "autres_centres": compte.autres_centres.order_by("cle_tri", "pk"),
        "equipes": compte.equipes.order_by("libelle", "pk"),
        "fiches": fiches_liees(compte, request.user),
        "droits": droits_en_mots(compte.droits_individuels),
        "invitation": invitation_de(compte),
        "sessions": sessions_ouvertes(compte),
        "actes": actes_de(request.user),
        "entrees": historique(compte),
    }
    return render(request, "comptes/utilisateur.html", contexte)


@require_http_methods(GET_OU_POST)
@droit_requis(ADMINISTRER)
def nouveau(request: HttpRequest) -> HttpResponse:
    """Inviter quelqu'un : le compte naît sans mot de passe, la personne choisit le sien."""
    form = UtilisateurForm.de(None, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            compte, jeton = inviter_utilisateur(par=request.user, donnees=form.donnees)
            return _remettre(request, compte, jeton)
        except Refus as refus:
            form.refuser(refus)
    return _formulaire(request, form, None)


@require_http_methods(GET_OU_POST)
@droit_requis(ADMINISTRER)
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    compte = _utilisateur(request, pk)
    form = UtilisateurForm.de(compte, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and _enregistrer(request, form, compte):
        messages.success(request, f"« {compte} » : enregistré.")
        return redirect("comptes:utilisateur", pk)
    return _formulaire(request, form, _utilisateur(request, pk) if form.errors else compte)


def _enregistrer(request: HttpRequest, form: UtilisateurForm, compte: Utilisateur) -> bool:
    try:
        modifier_utilisateur(par=request.user, utilisateur=compte, version=form.version_lue, donnees=form.donnees)
    except Conflit as conflit:
        frais = _utilisateur(request, compte.pk)
        montrer_conflit(form, frais, valeurs_de(frais, request.user))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form: UtilisateurForm, compte: Utilisateur | None) -> HttpResponse:
    retour = reverse("comptes:utilisateur", args=[compte.pk]) if compte else reverse("comptes:utilisateurs")
    contexte = {"form": form, "compte": compte, "retour": retour}
    return render(request, "comptes/utilisateur_formulaire.html", contexte, status=422 if form.errors else 200)


@require_http_methods(GET_OU_POST)
@droit_requis(ADMINISTRER)
def etat(request: HttpRequest, pk: int) -> HttpResponse:
    """Désactiver, avec un motif, ou réactiver."""
    compte = _utilisateur(request, pk)
    form = DesactivationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _basculer(request, compte, form):
        return aller(request, reverse("comptes:utilisateur", args=[pk]))
    contexte = {
        "compte": _utilisateur(request, pk) if form.errors else compte,
        "form": form,
        "actes": [acte for acte in actes_de(request.user) if acte.code in AVANT_DE_FERMER],
    }
    return render(request, "comptes/etat.html", contexte, status=422 if form.errors else 200)


def _basculer(request: HttpRequest, compte: Utilisateur, form: DesactivationForm) -> bool:
    if request.POST.get("actif") == "oui":
        reactiver_utilisateur(par=request.user, utilisateur=compte)
        messages.success(request, f"« {compte} » : compte réactivé.")
        return True
    if not form.is_valid():
        return False
    try:
        desactiver_utilisateur(par=request.user, utilisateur=compte, motif=form.cleaned_data["motif"])
    except Refus as refus:
        form.refuser(refus)
        return False
    messages.success(request, f"« {compte} » : compte désactivé, sessions fermées.")
    return True


@require_http_methods(GET_OU_POST)
@droit_requis(ADMINISTRER)
def inviter(request: HttpRequest, pk: int) -> HttpResponse:
    """Envoyer, ou renvoyer, le lien d'un compte qui n'a pas encore choisi son mot de passe."""
    compte, refus = _utilisateur(request, pk), ""
    if request.method == "POST":
        try:
            return _remettre(request, compte, renvoyer_invitation(par=request.user, utilisateur=compte))
        except Refus as erreur:
            refus = erreur.message
    contexte = {"compte": compte, "invitation": invitation_de(compte), "refus": refus}
    return render(request, "comptes/inviter.html", contexte, status=422 if refus else 200)


@require_POST
@droit_requis(ADMINISTRER)
def revoquer(request: HttpRequest, pk: int) -> HttpResponse:
    compte = _utilisateur(request, pk)
    revoquer_invitation(par=request.user, utilisateur=compte)
    messages.success(request, f"Invitation de « {compte} » révoquée : son lien ne vaut plus.")
    return redirect("comptes:utilisateur", pk)


@sensitive_variables("jeton", "lien")
def _remettre(request: HttpRequest, compte: Utilisateur, jeton: str) -> HttpResponse:
    """Le lien part par courriel ; s'il ne part pas, l'écran le donne, cette seule fois."""
    lien = request.build_absolute_uri(reverse("invitation", args=[jeton]))
    if envoyer_invitation(compte, lien):
        messages.success(request, f"Invitation envoyée à {compte.courriel}.")
        return aller(request, reverse("comptes:utilisateur", args=[compte.pk]))
    contexte: dict[str, Any] = {"compte": compte, "lien": lien}
    return render(request, "comptes/lien.html", contexte)
