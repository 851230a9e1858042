"""Le QR code d'une salle : plein écran, à imprimer, et la liste des signés qui se met à jour (F4)."""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from jalon.dossiers.views.commun import dossier_visible
from jalon.planning.views.commun import seance_du_dossier
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.structure.models import Reglages

from ..models import JetonSalle
from ..operations import fermer_salle, ouvrir_salle
from ..queries_liens import jeton_de_salle, places, salle_ouverte
from .liens import ECRITURE, adresse_de


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def qr(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """Le QR code en grand ; `?affiche=1` : la feuille à imprimer. POST l'ouvre, ou le ferme (`fermer`)."""
    dossier = dossier_visible(request, numero)
    seance = seance_du_dossier(request, dossier, pk)
    refus = ""
    if request.method == "POST":
        try:
            agir = fermer_salle if "fermer" in request.POST else ouvrir_salle
            agir(par=request.user, seance=seance)
            return HttpResponseRedirect(reverse("liens:qr", args=[dossier.numero, seance.pk]))
        except Refus as erreur:
            refus = erreur.message
    contexte = {"dossier": dossier, "seance": seance, "refus": refus, "maison": Reglages.courants()}
    contexte |= _salle(request, salle_ouverte(seance, timezone.now()))
    gabarit = "emargement/affiche.html" if "affiche" in request.GET else "emargement/qr.html"
    return render(request, gabarit, contexte, status=422 if refus else 200)


@require_safe
@droit_requis(ECRITURE)
def signes(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """La seule liste de qui a signé, que la page redemande toutes les cinq secondes."""
    dossier = dossier_visible(request, numero)
    seance = seance_du_dossier(request, dossier, pk)
    salle = salle_ouverte(seance, timezone.now())
    contexte = {"dossier": dossier, "seance": seance, "places": _places(salle), "is_ouverte": salle is not None}
    return render(request, "emargement/qr.html#signes", contexte)


def _salle(request: HttpRequest, salle: JetonSalle | None) -> dict[str, Any]:
    if salle is None:
        return {"is_ouverte": False, "dessin": "", "adresse": "", "places": [], "expire_at": None}
    adresse = adresse_de(request, "salle")(jeton_de_salle(salle.graine))
    return {
        "is_ouverte": True,
        "dessin": _dessiner(adresse),
        "adresse": adresse,
        "places": _places(salle),
        "expire_at": timezone.localtime(salle.expire_at),
    }


def _places(salle: JetonSalle | None) -> list[Any]:
    return places(salle, timezone.now()) if salle else []


def _dessiner(adresse: str) -> SafeString:
    """Le QR code en SVG, sans style ni script : il se pose dans la page."""
    code = segno.make(adresse, error="m", micro=False)
    return mark_safe(code.svg_inline(border=2, omitsize=True, svgclass="e-qr__code", title="QR code à scanner"))  # noqa: S308
