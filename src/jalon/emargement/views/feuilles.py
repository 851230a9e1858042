"""Les PDF : la feuille d'une séance, celle d'un dossier sur une période, l'attestation d'assiduité."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import contexte_page, dossier_visible
from jalon.planning.views.commun import adresse_onglet
from jalon.socle.acces import droit_requis

from ..feuilles import attestation, feuille_dossier, feuille_seance
from ..forms import PeriodeForm
from .commun import LECTURE, ouvrir


@require_safe
@droit_requis(LECTURE)
def periode(request: HttpRequest, numero: str) -> HttpResponse:
    """Le dialogue : quelle feuille, sur quelle période."""
    dossier = dossier_visible(request, numero)
    return _dialogue(request, dossier, PeriodeForm())


@require_safe
@droit_requis(LECTURE)
def dossier(request: HttpRequest, numero: str) -> HttpResponse:
    """`?quoi=feuille|vierge|attestation&du=01/11/2026&au=30/11/2026`."""
    dossier = dossier_visible(request, numero)
    form = PeriodeForm(request.GET)
    if not form.is_valid():
        return _dialogue(request, dossier, form)
    quoi = form.cleaned_data["quoi"]
    return _pdf(_imprimer(request, dossier, **form.cleaned_data), f"{quoi}-{dossier.numero}")


def _imprimer(request: HttpRequest, dossier: Dossier, quoi: str, du: date | None, au: date | None) -> bytes:
    if quoi == "attestation":
        return attestation(dossier, du=du, au=au)
    return feuille_dossier(dossier, du=du, au=au, adresse=vers_verification(request), is_vierge=quoi == "vierge")


@require_safe
@droit_requis(LECTURE)
def seance(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """La feuille d'une séance ; `?vierge=1` : à signer sur papier."""
    _, seance, page = ouvrir(request, numero, pk)
    is_vierge = request.GET.get("vierge") == "1"
    contenu = feuille_seance(seance, page.lignes, adresse=vers_verification(request), is_vierge=is_vierge)
    return _pdf(contenu, f"feuille-emargement-{seance.jour:%Y-%m-%d}")


def vers_verification(request: HttpRequest) -> Callable[[str], str]:
    """D'un jeton, l'adresse entière de sa page de vérification."""
    return lambda jeton: request.build_absolute_uri(reverse("emargement:verification", args=[jeton]))


def _pdf(contenu: bytes, nom: str) -> HttpResponse:
    entetes = {"Content-Disposition": f'inline; filename="{nom}.pdf"'}
    return HttpResponse(contenu, content_type="application/pdf", headers=entetes)


def _dialogue(request: HttpRequest, dossier: Dossier, form: PeriodeForm) -> HttpResponse:
    contexte = {"dossier": dossier, "form": form, "retour_onglet": adresse_onglet(dossier)}
    if not request.htmx:
        contexte = contexte_page(request, dossier, "seances") | contexte
    return render(request, "emargement/periode.html", contexte, status=422 if form.errors else 200)
