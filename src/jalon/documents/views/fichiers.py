"""Les fichiers, par la porte seulement : télécharger une version, voir une page (F6)."""

from csp.constants import NONE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jalon.journal.operations import noter_consultation
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus

from ..enums import Apercu
from ..models import VersionDocument
from ..queries import contenu_de
from ..rendu_pdf import PAGES_MAX, dessiner
from .document import document_ou_404

ABSENT = "Ce fichier manque dans le magasin : prévenez l’administrateur, qui a une sauvegarde."
ISOLE = csp({"default-src": [NONE], "sandbox": True})  # un fichier ouvert seul n'agit sur rien


def _version(request: HttpRequest, pk: int, rang: int) -> VersionDocument:
    """La version de ce rang, si le document est lisible ; sinon 404."""
    lu = document_ou_404(request, pk)
    noter_consultation(par=request.user, sujet=lu)
    return get_object_or_404(lu.versions.all(), numero=rang)


def _proteger(reponse: HttpResponse) -> HttpResponse:
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Cache-Control"] = "no-store, private"
    return reponse


@ISOLE
@require_safe
@droit_requis("documents.lecture")
def telecharger(request: HttpRequest, pk: int, rang: int) -> HttpResponse:
    """Le fichier, sous son nom. Lève `Refus` s'il manque dans le magasin."""
    version = _version(request, pk, rang)
    try:
        reponse = HttpResponse(contenu_de(version), content_type=version.type_mime)
    except FileNotFoundError:
        raise Refus(ABSENT) from None
    reponse["Content-Disposition"] = content_disposition_header(True, version.nom_fichier)
    return _proteger(reponse)


@ISOLE
@require_safe
@droit_requis("documents.lecture")
def page(request: HttpRequest, pk: int, rang: int, page: int) -> HttpResponse:
    """Une image, telle que déposée, ou une page de PDF dessinée. 404 pour le reste, ou au-delà de la dernière."""
    version = _version(request, pk, rang)
    try:
        image, mime = _image(version, page)
    except FileNotFoundError:
        raise Http404 from None
    return _proteger(HttpResponse(image, content_type=mime))


def _image(version: VersionDocument, page: int) -> tuple[bytes, str]:
    if version.apercu == Apercu.IMAGE and page == 1:
        return contenu_de(version), version.type_mime
    is_page = version.apercu == Apercu.PDF and 1 <= page <= min(version.pages or 0, PAGES_MAX)
    dessinee = dessiner(contenu_de(version), page) if is_page else None
    if dessinee is None:
        raise Http404
    return dessinee.image, "image/png"
