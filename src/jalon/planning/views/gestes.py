"""Valider une séance d'un geste, depuis l'accueil ou une liste."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus

from ..enums import EtatSeance, Presence
from ..models import Seance
from ..operations import PresenceSaisie, valider_seance
from .commun import ECRITURE, retour_demande, seance_lisible

GESTES = {"present": Presence.PRESENT, "absent": Presence.ABSENT_INJUSTIFIE}


@require_POST
@droit_requis(ECRITURE)
def pointer(request: HttpRequest, pk: int) -> HttpResponse:
    """`presence=present|absent` : la séance est validée, la même présence pour tous. Deux fois valent une."""
    seance = seance_lisible(request, pk)
    presence = GESTES.get(request.POST.get("presence", ""))
    if seance.etat == EtatSeance.REALISEE:
        messages.info(request, f"{seance} : déjà validée.")
    elif presence is None:
        messages.error(request, "Dites si la personne était là.")
    else:
        _pointer(request, seance, presence)
    return redirect(retour_demande(request))


def _pointer(request: HttpRequest, seance: Seance, presence: Presence) -> None:
    saisies = [PresenceSaisie(p.pk, presence) for p in seance.participations.all()]
    try:
        valider_seance(par=request.user, seance=seance, version=seance.version, presences=saisies)
    except Refus as refus:
        messages.error(request, refus.message)
        return
    fait = presence.label if saisies else "Validée"
    suite = format_html(
        ' <a href="{}">Corriger</a> <a href="{}">Annuler</a>',
        reverse("planning:seance_valider", args=[seance.pk]),
        reverse("planning:seance_retablir", args=[seance.pk]),
    )
    messages.success(request, format_html("{} — {}.{}", seance, fait.lower(), suite))
