"""Ce que le planning mesure du financement : planifié et réalisé, en heures et en euros (H4)."""

from typing import Any

from django.urls import reverse

from jalon.dossiers.models import Dossier
from jalon.dossiers.rules.version import OUVERTS
from jalon.financement.queries import financement_de
from jalon.financement.rules import Quantite, quantites_des_seances


def mesurer(dossier: Dossier) -> dict[str, Quantite]:
    """Réalisé : les minutes facturables présentes ; planifié : avec celles encore programmées.

    Lues sur le dossier, où chaque acte du planning les recompte ; rien tant que le dossier n'a aucune séance.
    """
    tarif = financement_de(dossier).tarif_horaire
    return quantites_des_seances(tarif, dossier.minutes_planifiees, dossier.minutes_realisees)


def adresses(dossier: Dossier, par: Any) -> dict[str, tuple[str, str]]:
    """Où planifier ce qui manque, où revoir les séances ; rien pour qui ne lit pas le planning."""
    if not par.a_le_droit("planning.lecture"):
        return {}
    seances = (reverse("planning:dossier", args=[dossier.numero]), "Voir les séances")
    peut_planifier = par.a_le_droit("planning.ecriture") and dossier.avancement in OUVERTS
    if not peut_planifier or dossier.annule_at:
        return {"seances": seances, "planifier": seances}
    planifier = (reverse("planning:nouvelle", args=[dossier.numero]), "Planifier une séance")
    return {"seances": seances, "planifier": planifier}
