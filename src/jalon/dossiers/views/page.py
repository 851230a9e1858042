"""La page d'un dossier : consultation d'abord (A4), un bloc ou toute la page en modification (G1)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jalon.journal.operations import noter_consultation
from jalon.socle.acces import droit_requis, exiger
from jalon.ui.reponses import aller

from ..blocs import Bloc
from ..models import Dossier
from ..registres import BLOCS, ONGLETS
from . import saisie as envoi
from .commun import blocs_modifiables, blocs_visibles, contexte_page, dossier_visible

ENREGISTRE = "Modifications enregistrées."


@require_safe
@droit_requis("dossiers.lecture")
def consulter(request: HttpRequest, numero: str, onglet: str = "informations") -> HttpResponse:
    """Un onglet du dossier, en consultation. Aucun champ n'y est modifiable (A4)."""
    dossier = dossier_visible(request, numero)
    exiger(request.user, ONGLETS.obtenir(onglet).droit)
    noter_consultation(par=request.user, sujet=dossier)
    return render(request, "dossiers/onglet.html", _contexte_onglet(request, dossier, onglet))


def _contexte_onglet(request: HttpRequest, dossier: Dossier, onglet: str, **suite) -> dict:
    par = request.user
    blocs = [
        {
            "bloc": b,
            "contexte": b.contexte(dossier, par),
            "modifiable": b.est_modifiable(par) and not dossier.annule_at,
        }
        for b in blocs_visibles(onglet, par)
    ]
    places = {
        "blocs": [e for e in blocs if not e["bloc"].is_a_cote],
        "a_cote": [e for e in blocs if e["bloc"].is_a_cote],
    }
    return contexte_page(request, dossier, onglet) | places | suite


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.ecriture")
def modifier_bloc(request: HttpRequest, numero: str, code: str) -> HttpResponse:
    """« Modifier » sur un bloc : le bloc devient un formulaire, à sa place."""
    dossier = dossier_visible(request, numero)
    bloc = _bloc_modifiable(code, request.user)
    if request.method != "POST":
        saisie = envoi.ouvrir(dossier, [bloc], request.user)
        saisie.formulaires[0].proposer(request.GET)
        return _rendre_bloc(request, dossier, bloc, saisie)
    saisie = envoi.enregistrer(request, dossier, [bloc])
    if saisie.is_enregistree:
        messages.success(request, ENREGISTRE)
        return aller(request, _adresse_onglet(dossier, _onglet_de(request, bloc)))
    return _rendre_bloc(request, dossier, bloc, saisie, statut=422)


def _bloc_modifiable(code: str, par) -> Bloc:
    bloc = BLOCS.obtenir(code)
    if bloc is None or bloc.formulaire is None:
        raise Http404
    exiger(par, bloc.droit_ecriture)
    return bloc


def _rendre_bloc(request, dossier: Dossier, bloc: Bloc, saisie: envoi.Saisie, statut: int = 200) -> HttpResponse:
    onglet = _onglet_de(request, bloc)
    suite = {
        "bloc": bloc,
        "formulaire": saisie.formulaires[0],
        "saisie": saisie,
        "retour": _adresse_onglet(dossier, onglet),
    }
    if request.htmx:
        contexte = {"dossier": dossier, "onglet": onglet} | suite
        return render(request, "dossiers/bloc_formulaire.html", contexte, status=statut)
    contexte = _contexte_onglet(request, dossier, onglet, **suite)
    return render(request, "dossiers/onglet.html", contexte, status=statut)


def _onglet_de(request: HttpRequest, bloc: Bloc) -> str:
    demande = request.GET.get("onglet", "")
    return demande if demande in bloc.onglets else bloc.onglets[0]


def _adresse_onglet(dossier: Dossier, onglet: str) -> str:
    return reverse(ONGLETS.obtenir(onglet).url_name, args=[dossier.numero])


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.ecriture")
def modifier_page(request: HttpRequest, numero: str) -> HttpResponse:
    """« Modifier » en haut de la page : tous les blocs, un seul envoi, une seule transaction (G1)."""
    dossier = dossier_visible(request, numero)
    blocs = blocs_modifiables(request.user)
    if request.method != "POST":
        return _rendre_page(request, dossier, envoi.ouvrir(dossier, blocs, request.user))
    saisie = envoi.enregistrer(request, dossier, blocs)
    if saisie.is_enregistree:
        messages.success(request, ENREGISTRE if saisie.modifies else "Rien n’a changé.")
        return aller(request, _adresse_onglet(dossier, "informations"))
    return _rendre_page(request, dossier, saisie, statut=422)


def _rendre_page(request: HttpRequest, dossier: Dossier, saisie: envoi.Saisie, statut: int = 200) -> HttpResponse:
    contexte = contexte_page(request, dossier, "informations") | {
        "saisie": saisie,
        "retour": _adresse_onglet(dossier, "informations"),
    }
    return render(request, "dossiers/modifier.html", contexte, status=statut)
