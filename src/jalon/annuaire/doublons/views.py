"""Les écrans des doublons : les listes, une paire côte à côte, ce qu'on en décide."""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.listes import rendre

from ..listes import PERSONNES, SOCIETES
from ..models import Personne
from ..operations import archiver_fiche
from .comparaison import comparer_fiches, montrer_fiche
from .listes import (
    DOUBLONS_PERSONNES,
    DOUBLONS_SOCIETES,
    MOTS,
    PERSONNES_ECARTEES,
    SOCIETES_ECARTEES,
    ListeDoublons,
    avec_fiches,
)
from .operations import Doublon, ecarter_doublon, retablir_doublon
from .queries import SORTES, compter_doublons

ECRITURE = "annuaire.ecriture"


def voisines(request: HttpRequest, actif: str, modele: type[Model]) -> list[dict]:
    """Les onglets de l'annuaire : personnes, sociétés, et les doublons de ce que l'on regarde (99 au plus)."""
    listes = [
        {"libelle": liste.titre, "url": reverse(liste.url), "actif": liste.code == actif}
        for liste in (PERSONNES, SOCIETES)
    ]
    nombre = compter_doublons(modele, request.user)
    url = reverse(f"annuaire:doublons_{MOTS[modele]}s")
    return [*listes, {"libelle": "Doublons", "url": url, "actif": actif == "doublons", "nombre": nombre or None}]


@require_safe
@droit_requis("annuaire.lecture")
def personnes(request: HttpRequest) -> HttpResponse:
    return _liste(request, DOUBLONS_PERSONNES)


@require_safe
@droit_requis("annuaire.lecture")
def personnes_ecartees(request: HttpRequest) -> HttpResponse:
    return _liste(request, PERSONNES_ECARTEES)


@require_safe
@droit_requis("annuaire.lecture")
def societes(request: HttpRequest) -> HttpResponse:
    return _liste(request, DOUBLONS_SOCIETES)


@require_safe
@droit_requis("annuaire.lecture")
def societes_ecartees(request: HttpRequest) -> HttpResponse:
    return _liste(request, SOCIETES_ECARTEES)


@require_safe
@droit_requis("annuaire.lecture")
def doublon(request: HttpRequest, pk: int, modele: type[Model]) -> HttpResponse:
    """Les deux fiches côte à côte."""
    paire = _paire_ou_404(request, pk, modele)
    fiches = [paire.premiere, paire.seconde]
    contexte = {
        "doublon": paire,
        "montrees": [montrer_fiche(fiche) for fiche in fiches],
        "lignes": comparer_fiches(*fiches),
        "ailleurs": [fiche for fiche in fiches if not getattr(fiche, "is_detaillee", True)],
        "is_personne": modele is Personne,
        "is_reglee": any(fiche.archivee_at for fiche in fiches),
        "peut_decider": request.user.a_le_droit(ECRITURE),
        "archivables": _archivables(request, paire, fiches),
        "adresses": {acte: _adresse(acte, paire, modele) for acte in ("ecarter", "retablir", "archiver")},
        "retour": _retour(paire, modele),
    }
    return render(request, "annuaire/doublons/comparer.html", contexte)


@require_POST
@droit_requis(ECRITURE)
def ecarter(request: HttpRequest, pk: int, modele: type[Model]) -> HttpResponse:
    paire = _paire_ou_404(request, pk, modele)
    ecarter_doublon(par=request.user, doublon=paire)
    messages.success(request, f"« {paire.premiere} » et « {paire.seconde} » ne se proposeront plus ensemble.")
    return redirect(f"annuaire:doublons_{MOTS[modele]}s")


@require_POST
@droit_requis(ECRITURE)
def retablir(request: HttpRequest, pk: int, modele: type[Model]) -> HttpResponse:
    paire = _paire_ou_404(request, pk, modele)
    retablir_doublon(par=request.user, doublon=paire)
    messages.success(request, "La paire se propose de nouveau.")
    return redirect(f"annuaire:doublon_{MOTS[modele]}", pk)


@require_POST
@droit_requis(ECRITURE)
def archiver(request: HttpRequest, pk: int, modele: type[Model]) -> HttpResponse:
    """Archive celle des deux fiches que désigne `fiche` ; l'autre reste."""
    paire = _paire_ou_404(request, pk, modele)
    fiche = next((f for f in (paire.premiere, paire.seconde) if str(f.pk) == request.POST.get("fiche")), None)
    if fiche is None:
        messages.error(request, "Choisissez la fiche à archiver.")
        return redirect(f"annuaire:doublon_{MOTS[modele]}", pk)
    archiver_fiche(par=request.user, fiche=fiche)
    messages.success(request, f"« {fiche} » est archivée : elle sort des listes et des choix.")
    return redirect(f"annuaire:doublons_{MOTS[modele]}s")


def _paire_ou_404(request: HttpRequest, pk: int, modele: type[Model]) -> Doublon:
    paires = SORTES[modele].paire.objects.visibles_par(request.user)
    return get_object_or_404(avec_fiches(paires, modele, request.user), pk=pk)


def _archivables(request: HttpRequest, paire: Doublon, fiches: list) -> set[int]:
    """Celles qu'on peut archiver d'ici : ni déjà archivées, ni hors du périmètre, ni d'une paire écartée."""
    if paire.ecartee_at or any(f.archivee_at for f in fiches) or not request.user.a_le_droit(ECRITURE):
        return set()
    return {fiche.pk for fiche in fiches if getattr(fiche, "is_detaillee", True)}


def _adresse(acte: str, paire: Doublon, modele: type[Model]) -> str:
    return reverse(f"annuaire:doublon_{MOTS[modele]}_{acte}", args=[paire.pk])


def _retour(paire: Doublon, modele: type[Model]) -> str:
    suite = "_ecartes" if paire.ecartee_at else ""
    return reverse(f"annuaire:doublons_{MOTS[modele]}s{suite}")


def _liste(request: HttpRequest, liste: ListeDoublons) -> HttpResponse:
    onglets = voisines(request, "doublons", liste.fiches)
    return rendre(request, liste, "annuaire/doublons/liste.html", voisines=onglets)
