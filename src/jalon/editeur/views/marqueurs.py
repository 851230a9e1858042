"""Admin > Marqueurs : la liste cherchable, le sens de chacun, sa valeur sur un dossier choisi."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.dossiers.models import Dossier
from jalon.socle.acces import droit_requis
from jalon.socle.formats import normaliser

from ..contexte import contexte_de
from ..enums import ContexteModele, Destinataire, Famille
from ..registres import MARQUEURS, Marqueur
from .commun import LECTURE

APERCU = 200  # caractères d'une valeur montrée


@require_safe
@droit_requis(LECTURE)
def marqueurs(request: HttpRequest) -> HttpResponse:
    """« ?q=naissance&dossier=2026-000412 » : les marqueurs trouvés, par famille, et leurs valeurs."""
    cherche = request.GET.get("q", "").replace("\x00", "")[:80]
    numero = request.GET.get("dossier", "").replace("\x00", "").strip()[:40]
    dossier = Dossier.objects.visibles_par(request.user).filter(numero=numero).first() if numero else None
    trouves = [marqueur for marqueur in MARQUEURS if repond(marqueur, cherche)]
    contexte = {
        "familles": familles_de(trouves, valeurs_sur(dossier)),
        "nombre": len(trouves),
        "cherche": cherche,
        "numero": numero,
        "dossier": dossier,
        "is_inconnu": bool(numero) and dossier is None,
    }
    gabarit = (
        "editeur/marqueurs.html#liste" if request.htmx and not request.htmx.boosted else "editeur/marqueurs.html"
    )
    return render(request, gabarit, contexte)


def repond(marqueur: Marqueur, cherche: str) -> bool:
    """Dit si chaque mot cherché commence un mot du code, du libellé, du sens ou d'un champ."""
    textes = (marqueur.code, marqueur.libelle, marqueur.sens, *marqueur.champs, *marqueur.champs.values())
    mots = normaliser(" ".join(textes)).split()
    return all(any(mot.startswith(terme) for mot in mots) for terme in normaliser(cherche).split())


def valeurs_sur(dossier: Dossier | None) -> dict[str, Any]:
    """Les valeurs de tous les marqueurs d'un dossier, comme la maison les lirait ; rien sans dossier."""
    if dossier is None:
        return {}
    return contexte_de(dossier, contexte=ContexteModele.DOSSIER, destinataire=Destinataire.INTERNE)


def familles_de(trouves: list[Marqueur], valeurs: dict[str, Any]) -> list[dict[str, Any]]:
    """Les familles qui ont un marqueur trouvé, dans leur ordre, chacune avec ses lignes."""
    familles = [
        {"famille": f, "lignes": [_ligne(m, valeurs) for m in trouves if m.famille == f.value]} for f in Famille
    ]
    return [famille for famille in familles if famille["lignes"]]


def _ligne(marqueur: Marqueur, valeurs: dict[str, Any]) -> dict[str, Any]:
    return {"marqueur": marqueur, "valeur": montrer(marqueur, valeurs), "contexte": _ou(marqueur)}


def _ou(marqueur: Marqueur) -> str:
    """« partout », ou sur quoi il se lit."""
    return ContexteModele(marqueur.contexte).label.lower() if marqueur.contexte else "partout"


def montrer(marqueur: Marqueur, valeurs: dict[str, Any]) -> str:
    """La valeur en une ligne ; d'une liste, combien et la première ligne ; vide quand elle ne se lit pas ici."""
    famille, _, nom = marqueur.code.rpartition(".")
    lue = (valeurs.get(famille, {}) if famille else valeurs).get(nom, "")
    if isinstance(lue, list):
        premiere = " · ".join(v for v in lue[0].values() if v) if lue else ""
        lue = f"{len(lue)} ligne{'s' if len(lue) > 1 else ''} : {premiere}" if lue else "aucune ligne"
    return lue if len(lue) <= APERCU else f"{lue[:APERCU]}…"
