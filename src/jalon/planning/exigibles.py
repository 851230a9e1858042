"""Ce que le planning ajoute à la jauge d'un dossier : des heures réalisées (H1)."""

from typing import Any

from django.urls import reverse

from jalon.dossiers.models import Dossier
from jalon.prestations.registres import ChampExigible


def _adresse(dossier: Dossier, par: Any) -> str:
    return reverse("planning:dossier", args=[dossier.numero]) if par.a_le_droit("planning.lecture") else ""


HEURES_REALISEES = ChampExigible(
    "heures_realisees",
    "Des heures réalisées",
    lambda dossier: bool(dossier.minutes_realisees),
    "seances",
    ordre=58,
    adresse=_adresse,
)
