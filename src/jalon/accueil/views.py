"""L'accueil : ma journée, par blocs inscrits."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jalon.socle.acces import connecte

from .enums import Portee
from .registres import COTE, PRINCIPALE, SOURCES_ACCUEIL
from .rules import portee_choisie, portees


@dataclass(frozen=True)
class Bloc:
    """Un bloc prêt à montrer."""

    code: str
    libelle: str
    gabarit: str
    colonne: str
    donnees: dict[str, Any]


@connecte
def accueil(request: HttpRequest) -> HttpResponse:
    """`?portee=equipe` : les mêmes blocs pour tous ceux dont on voit les dossiers."""
    perimetre = request.user.profil.perimetre_dossiers
    portee = portee_choisie(request.GET.get("portee", ""), perimetre)
    blocs = _blocs(request.user, portee)
    contexte = {
        "jour": timezone.localdate(),
        "portee": portee.value,
        "portees": portees(perimetre),
        "principale": [bloc for bloc in blocs if bloc.colonne == PRINCIPALE],
        "cote": [bloc for bloc in blocs if bloc.colonne == COTE],
    }
    return render(request, "accueil/accueil.html", contexte)


def _blocs(utilisateur, portee: Portee) -> list[Bloc]:
    permises = [
        source for source in SOURCES_ACCUEIL if source.droit is None or utilisateur.a_le_droit(source.droit)
    ]
    lues = [(source, source.contexte(utilisateur, portee)) for source in permises]
    return [Bloc(s.code, s.libelle, s.gabarit, s.colonne, donnees) for s, donnees in lues if donnees is not None]
