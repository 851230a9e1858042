"""Ajouter des documents : un formulaire, un ou plusieurs fichiers, avec ou sans script (F6)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jalon.prestations.models import TypeDocument
from jalon.socle.acces import connecte, droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.formulaires import FormulaireJalon
from jalon.ui.reponses import Proposition, aller, propositions

from ..examen import CHAMP, examiner, phrase_trop_gros, taille_max
from ..forms import DepotForm, reception_du_jour
from ..models import Document
from ..operations import ajouter_document
from ..operations.commun import Doublon
from ..queries import lecteurs_proposes
from ..reception import TROP_GROS
from ..rules import nettoyer_nom
from .fiches import Fiche, fiche_dossier, fiche_personne, fiche_societe

GET_OU_POST = require_http_methods(["GET", "HEAD", "POST"])
ECRITURE = "documents.ecriture"
JSON = "application/json"
GROUPE_MAX = 100


@GET_OU_POST
@droit_requis(ECRITURE)
def dossier(request: HttpRequest, numero: str) -> HttpResponse:
    return _ajouter(request, fiche_dossier(request, numero))


@GET_OU_POST
@droit_requis(ECRITURE)
def personne(request: HttpRequest, pk: int) -> HttpResponse:
    return _ajouter(request, fiche_personne(request, pk))


@GET_OU_POST
@droit_requis(ECRITURE)
def societe(request: HttpRequest, pk: int) -> HttpResponse:
    return _ajouter(request, fiche_societe(request, pk))


@connecte
def lecteurs(request: HttpRequest) -> HttpResponse:
    """Les collègues que l'on peut nommer sur un document confidentiel."""
    champ = DepotForm(par=request.user).fields["lecteurs"]
    trouves = lecteurs_proposes(champ.queryset, request.GET.get("q", "").replace("\x00", ""))
    return propositions(Proposition(u.pk, str(u)) for u in trouves)


def _ajouter(request: HttpRequest, fiche: Fiche) -> HttpResponse:
    if request.method != "POST":
        return _montrer(request, fiche, DepotForm(par=request.user, initial=_initiales(request)))
    form = DepotForm(request.POST, request.FILES, par=request.user)
    signaler_trop_gros(request, form)
    ranges = _ranger(form, fiche, request.user) if form.is_valid() else []
    if request.headers.get("Accept") == JSON:
        return _repondre(request, form, ranges)
    if ranges:
        _feliciter(request, len(ranges))
    if not form.errors:
        return aller(request, fiche.onglet)
    return _montrer(request, fiche, form)


def signaler_trop_gros(request: HttpRequest, form: FormulaireJalon) -> None:
    """Dit quels fichiers se sont arrêtés en route, et la limite, plutôt que « choisissez un fichier »."""
    if arretes := request.META.get(TROP_GROS, []):
        form.errors.pop(CHAMP, None)
        for nom in arretes:
            form.add_error(CHAMP, phrase_trop_gros(nettoyer_nom(nom)))


def _initiales(request: HttpRequest) -> dict:
    """« ?type=12 » : la pièce que la jauge ou l'onglet dit manquante, reçue aujourd'hui."""
    pk = request.GET.get("type", "")
    attendu = TypeDocument.objects.actives().filter(pk=pk).first() if pk.isascii() and pk[:9].isdigit() else None
    return reception_du_jour() | {"type_document": attendu} if attendu else {}


def _ranger(form: DepotForm, fiche: Fiche, par) -> list[Document]:
    """Un acte par fichier : l'un refusé n'empêche pas les autres. Le titre saisi ne vaut que pour un seul."""
    fichiers = form.cleaned_data[CHAMP]
    donnees = form.donnees if len(fichiers) == 1 else {**form.donnees, "titre": ""}
    ranges = []
    for fichier in fichiers:
        try:
            ranges.append(_un(form, fiche, par, fichier, donnees, len(fichiers) == 1))
        except Refus as refus:
            form.is_doublon = isinstance(refus, Doublon)
            form.refuser(refus)
    return ranges


def _un(form: DepotForm, fiche: Fiche, par, fichier, donnees: dict, is_seul: bool) -> Document:
    return ajouter_document(
        par=par,
        porteur=fiche.porteur,
        examen=examiner(fichier, fichier.name),
        donnees=donnees,
        lecteurs=form.cleaned_data["lecteurs"],
        cle_creation=form.cleaned_data["cle"] if is_seul else None,
        accepter_doublon=form.cleaned_data["accepter_doublon"],
    )


def _repondre(request: HttpRequest, form: DepotForm, ranges: list[Document]) -> JsonResponse:
    """Ce que le script attend, fichier par fichier : l'adresse du document, ou les phrases à montrer."""
    if form.errors:
        erreurs = {champ: [str(phrase) for phrase in phrases] for champ, phrases in form.errors.items()}
        corps = {"erreurs": erreurs, "doublon": getattr(form, "is_doublon", False)}
        return JsonResponse(corps, status=422)
    groupe = request.POST.get("groupe", "")
    if groupe.isascii() and groupe.isdigit():
        _feliciter(request, min(int(groupe[:3]), GROUPE_MAX))
    return JsonResponse({"adresse": ranges[0].get_absolute_url(), "titre": ranges[0].titre}, status=201)


def _feliciter(request: HttpRequest, nombre: int) -> None:
    messages.success(request, f"{nombre} documents ajoutés." if nombre > 1 else "Document ajouté.")


def _montrer(request: HttpRequest, fiche: Fiche, form: DepotForm) -> HttpResponse:
    contexte = {"fiche": fiche, "form": form, "octets_max": taille_max()}
    return render(request, "documents/depot.html", contexte, status=422 if form.errors else 200)
