"""Les conventions : liste, fiche, création (page ou dialogue), modification (B2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jalon.journal.conflits import montrer_conflit
from jalon.journal.historique import rendre_historique
from jalon.socle.acces import droit_requis
from jalon.socle.adresses import retour_demande
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit
from jalon.ui.reponses import cree

from ..bilan import bilan_de, constats_de
from ..forms.conventions import ConventionForm, ConventionRapideForm, valeurs_de
from ..listes import CONVENTIONS
from ..listes_lies import ListeDossiersLies
from ..models import Convention
from ..operations import creer_convention, modifier_convention
from ..queries import derniere_cloture, financements_visibles
from .commun import (
    avec_convention,
    besoin_de,
    contexte_fiche,
    convention_ou_404,
    dossier_de,
    prestation_de,
)

NOMS = {"financeur_societe": "financeur", "financeur_personne": "financeur"}
INITIALE_MAX = 200


@droit_requis("financement.lecture")
def conventions(request: HttpRequest) -> HttpResponse:
    return rendre(request, CONVENTIONS)


@droit_requis("financement.lecture")
def convention(request: HttpRequest, pk: int) -> HttpResponse:
    """Onglet Informations."""
    objet = convention_ou_404(request, pk)
    contexte = contexte_fiche(request, objet, "informations")
    bilan = bilan_de(objet, request.user)
    contexte |= {
        "prestations": objet.prestations.order_by("cle_tri", "pk"),
        "cloture": derniere_cloture(objet),
        "bilan": bilan,
        "constats": constats_de(objet, bilan),
    }
    return render(request, "financement/conventions/informations.html", contexte)


@droit_requis("financement.lecture")
def dossiers(request: HttpRequest, pk: int) -> HttpResponse:
    """Onglet Dossiers liés : ceux du périmètre ; les autres sont comptés, pas montrés."""
    objet = convention_ou_404(request, pk)
    contexte = contexte_fiche(request, objet, "dossiers")
    visibles = financements_visibles(objet, request.user).count()
    contexte |= {"hors_perimetre": (objet.nombre_dossiers or 0) - visibles}
    return rendre(request, ListeDossiersLies(objet), "financement/conventions/dossiers.html", **contexte)


@droit_requis("financement.lecture")
def historique(request: HttpRequest, pk: int) -> HttpResponse:
    objet = convention_ou_404(request, pk)
    contexte = contexte_fiche(request, objet, "historique")
    return rendre_historique(request, objet, "financement/conventions/historique.html", **contexte)


@droit_requis("financement.ecriture")
def nouvelle(request: HttpRequest) -> HttpResponse:
    """Dans un dialogue (htmx) : l'essentiel, puis la convention est choisie dans le champ d'origine.

    En page : `?retour=` ramène d'où l'on vient avec `?convention=<pk>` ; `?dossier=` propose son financeur et sa
    prestation.
    """
    classe = ConventionRapideForm if request.htmx else ConventionForm
    if request.method == "POST":
        form = classe(request.POST, par=request.user)
        if form.is_valid() and (creee := _creer(request, form)):
            return cree(request, value=creee.pk, text=str(creee), sinon=_apres_creation(request, creee))
    else:
        form = classe(par=request.user, initial=_initiales(request))
    return _formulaire(request, form, None, retour_demande(request) or reverse("financement:conventions"))


@droit_requis("financement.ecriture")
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    objet = convention_ou_404(request, pk)
    adresse = reverse("financement:convention", args=[pk])
    if request.method == "POST":
        form = ConventionForm(request.POST, par=request.user, convention=objet)
        if form.is_valid() and _modifier(request, form, objet):
            messages.success(request, f"Convention {form.cleaned_data['reference']} enregistrée.")
            return redirect(adresse)
    else:
        form = ConventionForm(par=request.user, convention=objet)
    return _formulaire(request, form, convention_ou_404(request, pk), adresse)


# ── Ce que les vues partagent ──


def _initiales(request: HttpRequest) -> dict:
    """Ce que l'on sait déjà : le texte tapé dans le champ d'origine, le financeur et la prestation du dossier."""
    nom = request.GET.get("nom", "").replace("\x00", "").strip()[:INITIALE_MAX]
    initiales: dict = {}
    if nom:
        initiales["intitule" if " " in nom else "reference"] = nom
    dossier = dossier_de(request)
    prestation, besoin = prestation_de(request, dossier), besoin_de(request)
    if besoin and besoin.financeur:
        initiales["financeur"] = besoin.financeur
    if prestation:
        initiales["prestations"] = [prestation]
    return initiales


def _creer(request: HttpRequest, form: ConventionRapideForm) -> Convention | None:
    try:
        return creer_convention(par=request.user, donnees=form.donnees, prestations=form.couvertes)
    except Refus as refus:
        form.refuser(refus)
        return None


def _modifier(request: HttpRequest, form: ConventionForm, objet: Convention) -> bool:
    try:
        modifier_convention(
            par=request.user,
            convention=objet,
            version=form.version_lue,
            donnees=form.donnees,
            prestations=form.couvertes,
            motif=form.cleaned_data["motif"],
        )
    except Conflit as conflit:
        frais = convention_ou_404(request, objet.pk)
        montrer_conflit(form, frais, valeurs_de(frais), noms=NOMS)
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form, objet: Convention | None, retour: str) -> HttpResponse:
    gabarit = "dialogue" if request.htmx and objet is None else "formulaire"
    contexte = {"form": form, "convention": objet, "retour": retour, "retour_demande": retour_demande(request)}
    statut = 422 if form.errors else 200
    return render(request, f"financement/conventions/{gabarit}.html", contexte, status=statut)


def _apres_creation(request: HttpRequest, creee: Convention) -> str:
    """La fiche, ou la page d'origine avec la convention choisie."""
    retour = retour_demande(request)
    suite = " Elle est choisie dans le financement : enregistrez pour la garder." if retour else ""
    if not request.htmx:
        messages.success(request, f"Convention {creee.reference} créée.{suite}")
    return avec_convention(retour, creee.pk) if retour else reverse("financement:convention", args=[creee.pk])
