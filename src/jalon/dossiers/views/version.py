"""« Passer à la version du … » : un dossier, ou ceux d'une prestation qui en suivent une plus ancienne."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jalon.prestations.models import Prestation, VersionPrestation
from jalon.prestations.queries import comparer, derniere_publiee
from jalon.prestations.views.commun import contexte_page as page_prestation
from jalon.prestations.views.commun import prestation_visible
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.listes.lots import lancer_lot
from jalon.ui.reponses import aller

from ..listes import LISTE
from ..lots import PASSER_VERSION
from ..models import Dossier
from ..operations import passer_a_la_version
from .commun import contexte_page, dossier_visible

DROIT = "dossiers.changer_prestation"
MONTRES = 200  # lignes de la liste avant le lot


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(DROIT)
def passer(request: HttpRequest, numero: str) -> HttpResponse:
    """Le dialogue qui dit ce que la nouvelle version exige de plus et de moins."""
    dossier, refus = dossier_visible(request, numero), ""
    if request.method == "POST":
        try:
            passe = passer_a_la_version(par=request.user, dossier=dossier)
        except Refus as erreur:
            refus = erreur.message
        else:
            messages.success(request, f"Dossier {numero} : {passe.version_prestation}.")
            return aller(request, reverse("dossiers:dossier", args=[numero]))
    nouvelle = _lue(derniere_publiee(dossier.prestation))
    contexte = contexte_page(request, dossier, "informations") | {
        "nouvelle": nouvelle,
        "ecarts": comparer(_lue(dossier.version_prestation), nouvelle),
        "refus": refus,
    }
    return render(request, "dossiers/version.html", contexte, status=422 if refus else 200)


def _lue(version: VersionPrestation | None) -> VersionPrestation | None:
    return VersionPrestation.objects.pour_lecture().get(pk=version.pk) if version else None


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("admin.lecture")
def dossiers_prestation(request: HttpRequest, pk: int) -> HttpResponse:
    """L'onglet « Dossiers » d'une prestation : ceux qui suivent une version plus ancienne, et le lot."""
    prestation = prestation_visible(request, pk)
    version = derniere_publiee(prestation)
    anciens = en_retard(prestation, version, request.user)
    if request.method == "POST":
        return _lot(request, anciens, pk)
    contexte = page_prestation(request, prestation, "dossiers") | _contexte(prestation, version, anciens, request)
    return render(request, "dossiers/prestation_dossiers.html", contexte)


def en_retard(prestation: Prestation, version: VersionPrestation | None, par: Any) -> QuerySet:
    """Les dossiers ouverts et visibles qui ne suivent pas la version en vigueur."""
    ouverts = Dossier.objects.visibles_par(par).ouverts().filter(prestation=prestation)
    return ouverts.exclude(version_prestation=version) if version else ouverts.none()


def _contexte(
    prestation: Prestation, version: VersionPrestation | None, anciens: QuerySet, request: HttpRequest
) -> dict:
    """Trois requêtes : la liste, son compte, celui des dossiers à jour."""
    lus = list(anciens.pour_liste().select_related("version_prestation").order_by("cle_tri", "pk")[:MONTRES])
    ouverts = Dossier.objects.visibles_par(request.user).ouverts().filter(prestation=prestation)
    return {
        "version": version,
        "dossiers": lus,
        "nombre": anciens.count(),
        "a_jour": ouverts.filter(version_prestation=version).count() if version else 0,
        "peut_passer": request.user.a_le_droit(DROIT),
    }


def _lot(request: HttpRequest, anciens: QuerySet, pk: int) -> HttpResponse:
    """Lance le lot sur les dossiers cochés ; au-delà de 50, un travail long."""
    if not request.user.a_le_droit(DROIT):
        messages.error(request, "Passer des dossiers à une autre version demande un droit particulier.")
        return redirect("dossiers:prestation_dossiers", pk)
    cles = list(anciens.order_by("cle_tri", "pk").values_list("pk", flat=True))
    if request.POST.get("tout") != "oui":
        choisis = set(request.POST.getlist("choix"))
        cles = [cle for cle in cles if str(cle) in choisis]
    if not cles:
        messages.error(request, "Cochez au moins un dossier.")
        return redirect("dossiers:prestation_dossiers", pk)
    retour = reverse("dossiers:prestation_dossiers", args=[pk])
    travail = lancer_lot(par=request.user, liste=LISTE, acte=PASSER_VERSION, cles=cles, retour=retour)
    return redirect("socle:travail", travail.pk)
