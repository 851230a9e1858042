"""Ce que le planning mesure du financement : planifié et réalisé, en heures et en euros (H4)."""

from decimal import Decimal

from jalon.dossiers.models import Dossier
from jalon.financement.etapes import Quantite
from jalon.financement.queries import financement_de
from jalon.financement.rules import proposer_montant

from .queries import lignes_de
from .rules.faits import bilan


def mesurer(dossier: Dossier) -> dict[str, Quantite]:
    """Réalisé : les minutes facturables présentes ; planifié : avec celles encore programmées. Une requête.

    Rien tant que le dossier n'a aucune séance.
    """
    lignes = lignes_de(dossier)
    if not lignes:
        return {}
    resume = bilan(lignes)
    realisees = resume.minutes_facturables
    planifiees = realisees + resume.minutes_programmees_facturables
    return {"planifie": _quantite(dossier, planifiees), "realise": _quantite(dossier, realisees)}


def _quantite(dossier: Dossier, minutes: int) -> Quantite:
    """Les minutes, et leur montant quand le dossier a un tarif horaire."""
    tarif: Decimal | None = financement_de(dossier).tarif_horaire
    return Quantite(minutes, proposer_montant(tarif, minutes) if tarif else None)
