"""Créer une fiche sans quitter ce que l'on faisait : dialogue, doublons pendant la saisie, choix d'une fiche."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.formats import nettoyer_texte
from jalon.ui.reponses import cree

from ..enums import RolePersonne, TypeSociete
from ..forms import DoublonsPersonneForm, DoublonsSocieteForm, PersonneRapideForm, SocieteRapideForm
from ..forms.commun import FormulaireFiche
from ..models import Personne, Societe
from ..operations import creer_personne, creer_societe
from ..queries import doublons_personne, doublons_societe
from ..rules import deviner_nom
from .commun import lire_cle, personne_ou_404, societe_ou_404, zone_doublons

PREFIXE = "creation_%s"  # le dialogue s'ouvre au-dessus d'une page qui a peut-être les mêmes champs


@droit_requis("annuaire.ecriture")
def personne(request: HttpRequest) -> HttpResponse:
    """`?role=prescripteur&nom=Martin` : le rôle est posé d'office, le nom déjà écrit."""
    role = _parmi(RolePersonne, request.GET.get("role", ""))
    if request.method == "POST":
        form = PersonneRapideForm(request.POST, par=request.user, auto_id=PREFIXE)
        if form.is_valid() and (fiche := _creer_personne(request, form, role)):
            return _conclure(request, fiche, reverse("annuaire:personne", args=[fiche.pk]))
    else:
        nom, prenom = deviner_nom(nettoyer_texte(request.GET.get("nom", ""))[:200])
        form = PersonneRapideForm(par=request.user, auto_id=PREFIXE, initial={"nom": nom, "prenom": prenom})
    contexte = {"form": form, "role": RolePersonne(role) if role else None}
    contexte |= _zone("annuaire:personne_doublons", request, form)
    return render(request, "annuaire/personne_creer.html", contexte, status=422 if form.errors else 200)


@droit_requis("annuaire.ecriture")
def societe(request: HttpRequest) -> HttpResponse:
    """`?type=employeur&nom=Duval` : le type est posé d'office, le nom déjà écrit."""
    type_pose = _parmi(TypeSociete, request.GET.get("type", ""))
    if request.method == "POST":
        form = SocieteRapideForm(request.POST, par=request.user, auto_id=PREFIXE)
        if form.is_valid() and (fiche := _creer_societe(request, form, type_pose)):
            return _conclure(request, fiche, reverse("annuaire:societe", args=[fiche.pk]))
    else:
        nom = nettoyer_texte(request.GET.get("nom", ""))[:200]
        form = SocieteRapideForm(par=request.user, auto_id=PREFIXE, initial={"raison_sociale": nom})
    contexte = {"form": form, "type": TypeSociete(type_pose) if type_pose else None}
    contexte |= _zone("annuaire:societe_doublons", request, form)
    return render(request, "annuaire/societe_creer.html", contexte, status=422 if form.errors else 200)


@require_POST
@droit_requis("annuaire.ecriture")
def personne_doublons(request: HttpRequest) -> HttpResponse:
    """Les fiches qui ressemblent à ce que l'on tape. Par POST : un courriel n'a pas sa place dans une adresse."""
    identite = DoublonsPersonneForm(request.POST).identite
    doublons = doublons_personne(identite, utilisateur=request.user, sauf=_sauf(request))
    return render(request, "annuaire/doublons_personne.html", _contexte_doublons(request, doublons))


@require_POST
@droit_requis("annuaire.ecriture")
def societe_doublons(request: HttpRequest) -> HttpResponse:
    """Les sociétés de même SIRET ou de même nom que ce que l'on tape."""
    criteres = DoublonsSocieteForm(request.POST).criteres
    doublons = doublons_societe(**criteres, utilisateur=request.user, sauf=_sauf(request))
    return render(request, "annuaire/doublons_societe.html", _contexte_doublons(request, doublons))


@require_GET
@droit_requis("annuaire.lecture")
def personne_choisir(request: HttpRequest, pk: int) -> HttpResponse:
    """Choisit la fiche qui existe déjà, à la place de celle que l'on allait créer."""
    return _conclure(request, personne_ou_404(request, pk), reverse("annuaire:personne", args=[pk]))


@require_GET
@droit_requis("annuaire.lecture")
def societe_choisir(request: HttpRequest, pk: int) -> HttpResponse:
    return _conclure(request, societe_ou_404(request, pk), reverse("annuaire:societe", args=[pk]))


def _creer_personne(request: HttpRequest, form: PersonneRapideForm, role: str) -> Personne | None:
    try:
        return creer_personne(
            par=request.user, donnees=form.donnees, roles=[role] if role else [], cle_creation=form.cle
        )
    except Refus as refus:
        form.refuser(refus)
        return None


def _creer_societe(request: HttpRequest, form: SocieteRapideForm, type_pose: str) -> Societe | None:
    types = [type_pose] if type_pose else []
    try:
        return creer_societe(par=request.user, donnees=form.donnees, types=types, cle_creation=form.cle)
    except Refus as refus:
        form.refuser(refus)
        return None


def _conclure(request: HttpRequest, fiche: Personne | Societe, sinon: str) -> HttpResponse:
    """Le champ qui a demandé la création choisit la fiche ; un champ de financeur attend « s12 », « p7 »."""
    valeur = fiche.cle_financeur if request.GET.get("pour") == "financeur" else fiche.pk
    if not request.htmx and request.method == "POST":
        messages.success(request, f"Fiche « {fiche} » créée.")
    return cree(request, value=valeur, text=str(fiche), sinon=sinon)


def _zone(nom_vue: str, request: HttpRequest, form: FormulaireFiche) -> dict:
    """Les doublons d'une création à la volée se cherchent dès l'ouverture et se choisissent."""
    pour = request.GET.get("pour", "")[:20]
    return zone_doublons(nom_vue, form, des_l_ouverture=True, choisir="1", pour=pour)


def _contexte_doublons(request: HttpRequest, doublons: list) -> dict:
    return {
        "doublons": doublons,
        "choisir": request.GET.get("choisir") == "1",
        "rattacher": lire_cle(request.GET.get("rattacher", "")),
        "pour": request.GET.get("pour", ""),
    }


def _sauf(request: HttpRequest) -> int | None:
    return lire_cle(request.GET.get("sauf", ""))


def _parmi(choix, valeur: str) -> str:
    return valeur if valeur in choix.values else ""
