"""Le dossier précédent et le suivant de la liste d'où l'on vient : « 3 / 38 ‹ › »."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from .models import Dossier

SESSION = "dossiers_voisins"


@dataclass(frozen=True)
class Voisins:
    """La place d'un dossier dans la liste ; `precedent` et `suivant` sont des adresses, vides aux bouts."""

    rang: int
    total: str
    precedent: str = ""
    suivant: str = ""


def retenir(request: HttpRequest, page) -> None:
    """Garde en session les numéros de la page de liste montrée, sa place et ses filtres."""
    request.session[SESSION] = {
        "numeros": [dossier.numero for dossier in page.selection.objets],
        "debut": page.selection.debut,
        "page": page.selection.numero,
        "suite": page.selection.suite,
        "total": page.compte.court,
        "filtres": page.etat.en_page(1).adresse("").lstrip("?"),
    }


def lire_voisins(request: HttpRequest, dossier: Dossier, liste) -> Voisins | None:
    """Les voisins du dossier, ou None s'il ne vient pas de la liste. Sans requête, sauf au bout d'une page."""
    vue = request.session.get(SESSION)
    if not vue or dossier.numero not in vue["numeros"]:
        return None
    place = vue["numeros"].index(dossier.numero)
    tourner = _tourneur(request, vue, liste)
    precedent = _adresse(vue["numeros"][place - 1]) if place else tourner(vue["page"] - 1, -1)
    dernier = place + 1 == len(vue["numeros"])
    suivant = tourner(vue["page"] + 1, 0) if dernier else _adresse(vue["numeros"][place + 1])
    return Voisins(vue["debut"] + place + 1, vue["total"], precedent, suivant)


def suivre(request: HttpRequest, dossier: Dossier, liste) -> None:
    """Passé au bout d'une page par « ?page=4 » : la session retient la page voisine."""
    vue, page = request.session.get(SESSION), request.GET.get("page", "")
    if vue and page.isascii() and page.isdigit() and dossier.numero not in vue["numeros"]:
        retenir(request, _lire_page(request, vue, liste, page))


def _tourneur(request: HttpRequest, vue: dict, liste) -> Callable[[int, int], str]:
    def tourner(page: int, place: int) -> str:
        if page < 1 or (place == 0 and not vue["suite"]):
            return ""
        objets = _lire_page(request, vue, liste, str(page)).selection.objets
        return _adresse(objets[place].numero, f"?page={page}") if objets else ""

    return tourner


def _adresse(numero: str, suite: str = "") -> str:
    return reverse("dossiers:dossier", args=[numero]) + suite


def _lire_page(request: HttpRequest, vue: dict, liste, page: str):
    donnees = QueryDict(vue["filtres"], mutable=True)
    donnees["page"] = page
    return liste.lire_donnees(donnees, request.user, reverse("dossiers:liste"))
