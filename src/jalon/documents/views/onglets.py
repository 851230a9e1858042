"""L'onglet Documents d'un dossier, d'une personne, d'une société (F5)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.dossiers.models import Dossier
from jalon.socle.acces import droit_requis
from jalon.socle.listes import rendre
from jalon.socle.listes.rendu import demande_fragment

from ..listes import CORBEILLE, ListeDocuments
from ..models import Document
from ..queries import pieces_de
from ..registres import ACTES_ONGLET, ActeOnglet
from .fiches import Fiche, fiche_dossier, fiche_personne, fiche_societe


@require_safe
@droit_requis("documents.lecture")
def dossier(request: HttpRequest, numero: str) -> HttpResponse:
    return _onglet(request, fiche_dossier(request, numero))


@require_safe
@droit_requis("documents.lecture")
def personne(request: HttpRequest, pk: int) -> HttpResponse:
    return _onglet(request, fiche_personne(request, pk))


@require_safe
@droit_requis("documents.lecture")
def societe(request: HttpRequest, pk: int) -> HttpResponse:
    return _onglet(request, fiche_societe(request, pk))


@require_safe
@droit_requis("documents.lecture")
def corbeille(request: HttpRequest) -> HttpResponse:
    """Tout ce qui est supprimé et que la personne peut lire."""
    return rendre(request, CORBEILLE)


def _actes(fiche: Fiche, par) -> list[ActeOnglet]:
    """Ce que d'autres pièces proposent sur un dossier (générer un document) ; rien s'il est annulé."""
    if not fiche.is_ouverte or not isinstance(fiche.porteur, Dossier):
        return []
    return [acte for acte in ACTES_ONGLET if par.a_le_droit(acte.droit)]


def _onglet(request: HttpRequest, fiche: Fiche) -> HttpResponse:
    """La liste seule si htmx la demande ; la page, avec les pièces exigées d'un dossier."""
    liste = ListeDocuments(fiche.porteur)
    if demande_fragment(request, liste):
        return rendre(request, liste)
    par = request.user
    supprimes = Document.objects.joignables_par(par).supprimes().de(fiche.porteur)
    contexte = fiche.contexte() | {
        "fiche": fiche,
        "can_deposer": fiche.is_ouverte and par.a_le_droit("documents.ecriture"),
        "actes_onglet": _actes(fiche, par),
        "pieces": pieces_de(fiche.porteur, par) if isinstance(fiche.porteur, Dossier) else [],
        "nombre_supprimes": supprimes.count(),
    }
    return rendre(request, liste, fiche.gabarit, **contexte)
