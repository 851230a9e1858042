"""Le contexte « dossier » : il range ce qu'on en tire. Les autres contextes sont dans les pièces plus hautes."""

from typing import Any

from django.urls import reverse

from jalon.dossiers.models import Dossier

from .enums import ContexteModele
from .registres import Contexte

NUMERO = "Sur le dossier n°"
EXEMPLE = "2026-000412"


def dossiers_dits(par: Any, saisie: str) -> list[Dossier]:
    """Le dossier visible de ce numéro, ou rien. Une requête."""
    return list(Dossier.objects.visibles_par(par).filter(numero=saisie).order_by("pk"))


def fil_du_dossier(dossier: Dossier) -> list[tuple[str, str]]:
    """« Production › 2026-000412 · MARTIN Claire »."""
    page = reverse("dossiers:dossier", args=[dossier.numero])
    return [("Production", reverse("dossiers:liste")), (f"{dossier.numero} · {dossier.beneficiaire}", page)]


def _fil(dossier: Dossier) -> list[tuple[str, str]]:
    return [*fil_du_dossier(dossier), ("Documents", reverse("documents:dossier", args=[dossier.numero]))]


DOSSIER = Contexte(
    ContexteModele.DOSSIER.value,
    ContexteModele.DOSSIER.label,
    question=NUMERO,
    exemple=EXEMPLE,
    dossier_de=lambda dossier: dossier,
    prestations_de=lambda dossier: [dossier.prestation_id],
    trouver=lambda par, pk, dossier: [dossier],
    exemples=dossiers_dits,
    dire=lambda dossier: "",
    fil=_fil,
)
