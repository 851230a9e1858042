"""Trouver une séance et un signataire par la porte de lecture."""

from django.http import Http404, HttpRequest

from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import dossier_visible
from jalon.planning.models import Seance
from jalon.planning.views.commun import seance_du_dossier

from ..queries import Attendu, Page, page_de

LECTURE, ECRITURE = "emargement.lecture", "emargement.ecriture"


def ouvrir(request: HttpRequest, numero: str, pk: int) -> tuple[Dossier, Seance, Page]:
    """Le dossier, sa séance et ses signatures ; 404 hors du périmètre, comme si rien n'existait."""
    dossier = dossier_visible(request, numero)
    seance = seance_du_dossier(request, dossier, pk)
    return dossier, seance, page_de(seance, request.user)


def attendu_de(page: Page, cle: str) -> Attendu:
    """Le signataire « p12-matin » de la page ; sinon 404."""
    for ligne in page.lignes:
        if ligne.cle == cle:
            return ligne
    raise Http404
