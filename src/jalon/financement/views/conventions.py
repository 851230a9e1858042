"""Les conventions : liste, fiche, création (page ou dialogue), modification (B2)."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from jalon.comptes.droits import droit_requis
from jalon.dossiers.models import Dossier
from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit
from jalon.ui.reponses import cree, propositions

from .. import propositions as offres
from ..forms.conventions import ConventionForm, ConventionRapideForm, valeurs_de
from ..listes import CONVENTIONS
from ..models import Convention, Financement
from ..operations import creer_convention, modifier_convention
from ..queries import dossiers_lies, reste_de, with_engagement

NOMS = {"financeur_societe": "financeur", "financeur_personne": "financeur"}
INITIALE_MAX = 200


@droit_requis("financement.lecture")
def conventions(request: HttpRequest) -> HttpResponse:
    return rendre(request, CONVENTIONS)


@droit_requis("financement.lecture")
def convention(request: HttpRequest, pk: int) -> HttpResponse:
    objet = _convention(request, pk)
    contexte = {
        "convention": objet,
        "reste": reste_de(objet),
        "lies": dossiers_lies(objet, request.user),
        "prestations": objet.prestations.order_by("cle_tri", "pk"),
        "entrees": historique(objet),
    }
    return render(request, "financement/conventions/fiche.html", contexte)


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
    return _formulaire(request, form, None, _retour(request) or reverse("financement:conventions"))


@droit_requis("financement.ecriture")
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    objet = _convention(request, pk)
    adresse = reverse("financement:convention", args=[pk])
    if request.method == "POST":
        form = ConventionForm(request.POST, par=request.user, convention=objet)
        if form.is_valid() and _modifier(request, form, objet):
            messages.success(request, f"Convention {form.cleaned_data['reference']} enregistrée.")
            return redirect(adresse)
    else:
        form = ConventionForm(par=request.user, convention=objet)
    return _formulaire(request, form, _convention(request, pk), adresse)


@droit_requis("financement.lecture")
def conventions_json(request: HttpRequest) -> JsonResponse:
    """`?q=&dossier=<numéro>` : celles qui conviennent au dossier d'abord, avec ce qui reste (B1)."""
    numero = request.GET.get("dossier", "")
    dossier = _dossier(request, numero) if numero else None
    lignes, suite = offres.conventions(
        request.GET.get("q", ""), utilisateur=request.user, dossier=dossier, jour=timezone.localdate()
    )
    return propositions(lignes, suite=suite)


# ── Ce que les vues partagent ──


def _convention(request: HttpRequest, pk: int) -> Convention:
    visibles = with_engagement(Convention.objects.visibles_par(request.user).pour_liste())
    return get_object_or_404(visibles, pk=pk)


def _dossier(request: HttpRequest, numero: str) -> Dossier | None:
    visibles = Dossier.objects.visibles_par(request.user).select_related("prestation")
    return visibles.filter(numero=numero.replace("\x00", "")).first()


def _initiales(request: HttpRequest) -> dict:
    """Ce que l'on sait déjà : le texte tapé dans le champ d'origine, le financeur et la prestation du dossier."""
    nom = request.GET.get("nom", "").replace("\x00", "").strip()[:INITIALE_MAX]
    initiales: dict = {}
    if nom:
        initiales["intitule" if " " in nom else "reference"] = nom
    dossier = _dossier(request, request.GET.get("dossier", ""))
    if dossier:
        financement = Financement.objects.filter(dossier=dossier).first()
        initiales |= {"financeur": financement and financement.financeur, "prestations": [dossier.prestation]}
    return initiales


def _creer(request: HttpRequest, form: ConventionRapideForm) -> Convention | None:
    try:
        return creer_convention(par=request.user, donnees=form.donnees, prestations=form.prestations)
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
            prestations=form.prestations,
        )
    except Conflit as conflit:
        frais = _convention(request, objet.pk)
        montrer_conflit(form, frais, valeurs_de(frais), noms=NOMS)
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form, objet: Convention | None, retour: str) -> HttpResponse:
    gabarit = "dialogue" if request.htmx and objet is None else "formulaire"
    contexte = {"form": form, "convention": objet, "retour": retour, "retour_demande": _retour(request)}
    statut = 422 if form.errors else 200
    return render(request, f"financement/conventions/{gabarit}.html", contexte, status=statut)


# ── Créer puis revenir ──


def _retour(request: HttpRequest) -> str:
    """L'adresse d'où l'on vient, si elle est de cette maison ; une adresse forgée est ignorée."""
    adresse = request.POST.get("retour") or request.GET.get("retour") or ""
    if not adresse.startswith("/"):
        return ""
    sure = url_has_allowed_host_and_scheme(adresse, {request.get_host()}, request.is_secure())
    return adresse if sure else ""


def _apres_creation(request: HttpRequest, creee: Convention) -> str:
    """La fiche, ou la page d'origine avec la convention choisie."""
    retour = _retour(request)
    suite = " Elle est choisie dans le financement : enregistrez pour la garder." if retour else ""
    if not request.htmx:
        messages.success(request, f"Convention {creee.reference} créée.{suite}")
    return _avec_convention(retour, creee.pk) if retour else reverse("financement:convention", args=[creee.pk])


def _avec_convention(adresse: str, pk: int) -> str:
    morceaux = urlsplit(adresse)
    parametres = [(nom, valeur) for nom, valeur in parse_qsl(morceaux.query) if nom != "convention"]
    return morceaux._replace(query=urlencode([*parametres, ("convention", str(pk))])).geturl()
