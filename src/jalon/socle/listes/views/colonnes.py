"""Choisir les colonnes d'une liste et leur ordre."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import connecte

from ..declarations import Colonne
from ..preferences import choisir_colonnes, retablir_colonnes
from .commun import Demande, aller, lire_demande

GABARIT = "ui/liste/colonnes.html"


@dataclass(frozen=True)
class Rang:
    """Une colonne à cocher et à placer ; la première de la liste reste."""

    colonne: Colonne
    is_visible: bool
    is_fixe: bool


@require_http_methods(["GET", "HEAD", "POST"])
@connecte
def colonnes(request: HttpRequest, code: str) -> HttpResponse:
    """Les cases dans l'ordre ; « monter » et « descendre » marchent sans script, en redonnant le panneau."""
    demande = lire_demande(request, code)
    if request.method != "POST":
        return _montrer(request, demande, _rangs(demande))
    if "retablir" in request.POST:
        retablir_colonnes(par=request.user, liste=demande.liste)
        return aller(request, demande.retour)
    codes, coches = request.POST.getlist("ordre"), set(request.POST.getlist("colonne"))
    if geste := request.POST.get("deplacer"):
        codes = deplacer(codes, *geste.rpartition(":")[::2])
        return _montrer(request, demande, _rangs(demande, codes, coches), geste)
    choisir_colonnes(par=request.user, liste=demande.liste, codes=[c for c in codes if c in coches])
    return aller(request, demande.retour)


def deplacer(codes: list[str], code: str, sens: str) -> list[str]:
    """L'ordre une fois la colonne montée (« haut ») ou descendue (« bas ») d'un rang ; la première reste."""
    if code not in codes[1:]:
        return codes
    rang = codes.index(code)
    cible = max(1, rang - 1) if sens == "haut" else min(len(codes) - 1, rang + 1)
    reste = [c for c in codes if c != code]
    return [*reste[:cible], code, *reste[cible:]]


def _rangs(demande: Demande, codes: list[str] | None = None, coches: set[str] | None = None) -> list[Rang]:
    """Les colonnes visibles dans leur ordre, puis les autres ; ou dans l'ordre en cours de choix."""
    toutes = demande.liste.colonnes_affichables(demande.utilisateur)
    if codes is None:
        codes = [c.code for c in demande.liste.colonnes_de(demande.utilisateur)]
        coches = set(codes)
    par_code = {c.code: c for c in toutes}
    premiere = toutes[0].code if toutes else ""
    ordre = dict.fromkeys([premiere, *(c for c in codes if c in par_code), *par_code])
    return [Rang(par_code[c], c in coches or c == premiere, c == premiere) for c in ordre if c]


def _montrer(request: HttpRequest, demande: Demande, rangs: list[Rang], geste: str = "") -> HttpResponse:
    contexte = {"demande": demande, "rangs": rangs, "geste": geste}
    return render(request, GABARIT, contexte)
