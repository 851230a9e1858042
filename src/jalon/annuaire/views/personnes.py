"""La fiche d'une personne : consultation, historique, création, modification."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jalon.journal.conflits import montrer_conflit
from jalon.journal.historique import rendre_historique
from jalon.journal.operations import noter_consultation
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.versions import Conflit

from ..enums import ROLES_EQUIPE, ROLES_SUIVIS
from ..forms import PersonneForm
from ..forms.personne import CHAMPS_EQUIPE, CHAMPS_SUIVI, valeurs_personne
from ..models import Personne
from ..operations import creer_personne, modifier_personne
from ..registres import ONGLETS_PERSONNE
from .commun import detaillee_ou_403, onglets, personne_ou_404, zone_doublons


def contexte_fiche(request: HttpRequest, personne: Personne, onglet: str) -> dict:
    """Ce que demande `annuaire/fiche_personne.html`, pour tout onglet, d'où qu'il vienne.

    `personne` vient de `personne_ou_404` (elle porte `is_detaillee`) ; `onglet` est le code de l'onglet ouvert.
    Note la consultation de la fiche.
    """
    noter_consultation(par=request.user, sujet=personne)
    return {
        "personne": personne,
        "onglets": onglets(ONGLETS_PERSONNE, personne, request, onglet),
        "peut_modifier": personne.is_detaillee and request.user.a_le_droit("annuaire.ecriture"),
        "is_employeur_visible": request.user.a_le_droit("annuaire.lecture"),
    }


@droit_requis("annuaire.lecture")
def personne(request: HttpRequest, pk: int) -> HttpResponse:
    """Onglet Informations ; hors périmètre, le nom, les rôles, la société et le centre, rien d'autre."""
    fiche = personne_ou_404(request, pk)
    contexte = contexte_fiche(request, fiche, "informations")
    if fiche.is_detaillee:
        contexte |= {
            "age": fiche.age(timezone.localdate()),
            "rattachements": fiche.rattachements.select_related("societe"),
            "montre_suivi": bool(set(ROLES_SUIVIS) & fiche.codes_roles) or _porte(fiche, CHAMPS_SUIVI),
            "montre_equipe": bool(set(ROLES_EQUIPE) & fiche.codes_roles) or _porte(fiche, CHAMPS_EQUIPE),
        }
    return render(request, "annuaire/personne.html", contexte)


def _porte(fiche: Personne, champs: tuple[str, ...]) -> bool:
    """Dit si la fiche porte une de ces valeurs : on ne la cache pas quand le rôle est parti."""
    return any(getattr(fiche, nom) for nom in champs)


@droit_requis("annuaire.lecture")
def historique(request: HttpRequest, pk: int) -> HttpResponse:
    fiche = detaillee_ou_403(request, pk)
    contexte = contexte_fiche(request, fiche, "historique")
    return rendre_historique(request, fiche, "annuaire/personne_historique.html", **contexte)


@droit_requis("annuaire.ecriture")
def nouvelle(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = PersonneForm(request.POST, par=request.user)
        if form.is_valid() and (creee := _creer(request, form)):
            messages.success(request, f"Fiche de {creee} créée.")
            return redirect("annuaire:personne", creee.pk)
    else:
        form = PersonneForm(par=request.user, initial={"centre": request.user.centre})
    return _formulaire(request, form, None, reverse("annuaire:personnes"))


@droit_requis("annuaire.ecriture")
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    fiche = detaillee_ou_403(request, pk)
    adresse = reverse("annuaire:personne", args=[pk])
    if request.method == "POST":
        form = PersonneForm(request.POST, par=request.user, initial=valeurs_personne(fiche))
        if form.is_valid() and _modifier(request, form, fiche):
            messages.success(request, f"Fiche de {fiche} enregistrée.")
            return redirect(adresse)
    else:
        form = PersonneForm(par=request.user, initial=valeurs_personne(fiche))
    return _formulaire(request, form, personne_ou_404(request, pk), adresse)


def _creer(request: HttpRequest, form: PersonneForm) -> Personne | None:
    try:
        return creer_personne(par=request.user, donnees=form.donnees, cle_creation=form.cle, **form.a_part)
    except Refus as refus:
        form.refuser(refus)
        return None


def _modifier(request: HttpRequest, form: PersonneForm, fiche: Personne) -> bool:
    try:
        modifier_personne(
            par=request.user,
            personne=fiche,
            version=form.version_lue,
            donnees=form.donnees,
            **form.a_part,
        )
    except Conflit as conflit:
        frais = personne_ou_404(request, fiche.pk)
        montrer_conflit(form, frais, valeurs_personne(frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form: PersonneForm, fiche: Personne | None, retour: str) -> HttpResponse:
    zone = zone_doublons("annuaire:personne_doublons", form, sauf=fiche.pk if fiche else None)
    contexte = {"form": form, "personne": fiche, "retour": retour, **zone}
    return render(request, "annuaire/personne_formulaire.html", contexte, status=422 if form.errors else 200)
