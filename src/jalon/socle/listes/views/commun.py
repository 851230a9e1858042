"""La liste, la demande et la page d'où l'on vient."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from jalon.socle.adresses import adresse_sure
from jalon.socle.erreurs import AccesRefuse

from ..liste import Liste
from ..lots import lire_choix
from ..registre import LISTES

RETOUR_MAX = 4000


@dataclass(frozen=True)
class Demande:
    """Ce qu'un outil lit : la liste, ce que montrait la page d'origine, et son adresse."""

    liste: Liste
    donnees: QueryDict
    retour: str
    utilisateur: Any

    @property
    def choix(self) -> tuple[int, ...]:
        """Les clés choisies une à une."""
        return lire_choix(self.donnees).cles

    @property
    def is_tout(self) -> bool:
        return lire_choix(self.donnees).tout


def lire_demande(request: HttpRequest, code: str) -> Demande:
    """La demande, pour une liste que la personne peut ouvrir ; 404 si elle n'existe pas, 403 sans le droit."""
    liste = LISTES.obtenir(code)
    if liste is None:
        raise Http404
    if liste.droit and not request.user.a_le_droit(liste.droit):
        raise AccesRefuse
    recues = request.POST if request.method == "POST" else request.GET
    retour = _retour(request, recues.get("retour") or request.GET.get("retour", ""))
    donnees = QueryDict(urlsplit(retour).query, mutable=True)
    for nom in ("choix", "tout"):
        donnees.setlist(nom, recues.getlist(nom))
    return Demande(liste, donnees, retour, request.user)


def _retour(request: HttpRequest, adresse: str) -> str:
    sure = adresse_sure(request, adresse)
    return sure if 0 < len(sure) <= RETOUR_MAX else "/"


def parametres_de(demande: Demande) -> str:
    """Ce que la page d'origine demandait, en mots d'adresse canoniques et sans le numéro de page."""
    etat = demande.liste.etat_de(
        demande.donnees, demande.utilisateur, demande.liste.filtres_de(demande.utilisateur)
    )
    return etat.en_page(1).adresse("").removeprefix("?")


def aller(request: HttpRequest, adresse: str) -> HttpResponse:
    """Va à cette adresse, d'un dialogue (htmx) ou d'une page."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": adresse})
    return HttpResponseRedirect(adresse)
