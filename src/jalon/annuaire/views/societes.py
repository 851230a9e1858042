"""La fiche d'une société : consultation, contacts, historique, création, modification."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jalon.journal.conflits import montrer_conflit
from jalon.journal.historique import rendre_historique
from jalon.journal.operations import noter_consultation
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.versions import Conflit

from ..forms import SocieteForm
from ..forms.societe import valeurs_societe
from ..models import Societe
from ..operations import creer_societe, modifier_societe
from ..queries import contacts_de, nombre_salaries
from ..registres import ONGLETS_SOCIETE
from .commun import onglets, societe_ou_404, zone_doublons


def contexte_fiche(request: HttpRequest, societe: Societe, onglet: str) -> dict:
    """Ce que demande `annuaire/fiche_societe.html`, pour tout onglet. Note la consultation de la fiche."""
    noter_consultation(par=request.user, sujet=societe)
    return {
        "societe": societe,
        "onglets": onglets(ONGLETS_SOCIETE, societe, request, onglet),
        "peut_modifier": request.user.a_le_droit("annuaire.ecriture"),
    }


@droit_requis("annuaire.lecture")
def societe(request: HttpRequest, pk: int) -> HttpResponse:
    fiche = societe_ou_404(request, pk)
    return render(request, "annuaire/societe.html", contexte_fiche(request, fiche, "informations"))


@droit_requis("annuaire.lecture")
def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Onglet Contacts : les personnes rattachées, et combien ont cette société pour employeur."""
    fiche = societe_ou_404(request, pk)
    contexte = contexte_fiche(request, fiche, "contacts")
    contexte |= {"liens": contacts_de(fiche, request.user), "salaries": nombre_salaries(fiche, request.user)}
    return render(request, "annuaire/societe_contacts.html", contexte)


@droit_requis("annuaire.lecture")
def historique(request: HttpRequest, pk: int) -> HttpResponse:
    fiche = societe_ou_404(request, pk)
    contexte = contexte_fiche(request, fiche, "historique")
    return rendre_historique(request, fiche, "annuaire/societe_historique.html", **contexte)


@droit_requis("annuaire.ecriture")
def nouvelle(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = SocieteForm(request.POST, par=request.user)
        if form.is_valid() and (creee := _creer(request, form)):
            messages.success(request, f"Société « {creee} » créée.")
            return redirect("annuaire:societe", creee.pk)
    else:
        form = SocieteForm(par=request.user, initial={"centre": request.user.centre})
    return _formulaire(request, form, None, reverse("annuaire:societes"))


@droit_requis("annuaire.ecriture")
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    fiche = societe_ou_404(request, pk)
    adresse = reverse("annuaire:societe", args=[pk])
    if request.method == "POST":
        form = SocieteForm(request.POST, par=request.user, initial=valeurs_societe(fiche))
        if form.is_valid() and _modifier(request, form, fiche):
            messages.success(request, f"Société « {fiche} » enregistrée.")
            return redirect(adresse)
    else:
        form = SocieteForm(par=request.user, initial=valeurs_societe(fiche))
    return _formulaire(request, form, societe_ou_404(request, pk), adresse)


def _creer(request: HttpRequest, form: SocieteForm) -> Societe | None:
    try:
        return creer_societe(
            par=request.user, donnees=form.donnees, types=form.cleaned_data["types"], cle_creation=form.cle
        )
    except Refus as refus:
        form.refuser(refus)
        return None


def _modifier(request: HttpRequest, form: SocieteForm, fiche: Societe) -> bool:
    try:
        modifier_societe(
            par=request.user,
            societe=fiche,
            version=form.version_lue,
            donnees=form.donnees,
            types=form.cleaned_data["types"],
        )
    except Conflit as conflit:
        frais = societe_ou_404(request, fiche.pk)
        montrer_conflit(form, frais, valeurs_societe(frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form: SocieteForm, fiche: Societe | None, retour: str) -> HttpResponse:
    zone = zone_doublons("annuaire:societe_doublons", form, sauf=fiche.pk if fiche else None)
    contexte = {"form": form, "societe": fiche, "retour": retour, **zone}
    return render(request, "annuaire/societe_formulaire.html", contexte, status=422 if form.errors else 200)
