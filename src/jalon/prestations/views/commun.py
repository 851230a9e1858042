"""Ce que toutes les pages d'une prestation partagent : la trouver, ses onglets, la version montrée."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from jalon.socle.registres import guide_de

from ..models import Prestation, VersionPrestation
from ..registres import ONGLETS_PRESTATION

GET_OU_POST = ["GET", "HEAD", "POST"]
ECRITURE = "admin.ecriture"


def prestation_visible(request: HttpRequest, pk: int) -> Prestation:
    """La prestation si l'on peut la lire ; sinon 404."""
    return get_object_or_404(Prestation.objects.visibles_par(request.user), pk=pk)


def contexte_page(request: HttpRequest, prestation: Prestation, onglet: str) -> dict[str, Any]:
    """En-tête et onglets. Aucune requête, sauf celles des pastilles."""
    onglets = [
        {
            "libelle": o.libelle,
            "url": reverse(o.url_name, args=[prestation.pk]),
            "actif": o.code == onglet,
            "nombre": o.compter(prestation, request.user) if o.compter else None,
            "guide": guide_de(o),
        }
        for o in ONGLETS_PRESTATION
        if request.user.a_le_droit(o.droit)
    ]
    return {"prestation": prestation, "onglet": onglet, "onglets": onglets}


def versions_de(prestation: Prestation) -> list[VersionPrestation]:
    """Toutes les versions, la dernière d'abord. Une requête."""
    return list(prestation.versions.order_by("-numero"))


def contexte_version(request: HttpRequest, prestation: Prestation) -> dict[str, Any]:
    """La version demandée (`?version=2`), sinon le brouillon, sinon celle en vigueur. Cinq requêtes.

    404 pour une version inconnue.
    """
    versions = versions_de(prestation)
    publiee = next((v for v in versions if not v.is_brouillon), None)
    brouillon = next((v for v in versions if v.is_brouillon), None)
    montree = _demandee(request, versions) or brouillon or publiee
    return {
        "versions": versions,
        "publiee": publiee,
        "brouillon": brouillon,
        "version": VersionPrestation.objects.pour_lecture().get(pk=montree.pk) if montree else None,
    }


def _demandee(request: HttpRequest, versions: list[VersionPrestation]) -> VersionPrestation | None:
    numero = request.GET.get("version", "")
    if not numero:
        return None
    trouvee = next((v for v in versions if str(v.numero) == numero), None)
    if trouvee is None:
        raise Http404
    return trouvee


def version_a_modifier(prestation: Prestation) -> VersionPrestation | None:
    """Le brouillon, sinon la version en vigueur dont il partira, sinon None. Quatre requêtes au plus."""
    lues = prestation.versions.pour_lecture()
    return lues.brouillons().first() or lues.publiees().order_by("-numero").first()
