"""Ce que les actes du financement partagent."""

from typing import Any

from jalon.annuaire.models import Personne, Societe
from jalon.socle.erreurs import Refus

DROIT_DEPASSER = "financement.depasser_convention"
DROIT_TVA = "financement.changer_tva"


def champs_financeur(financeur: Societe | Personne | None) -> dict[str, Any]:
    """Les deux champs d'un financeur : la société ou le particulier."""
    est_societe = isinstance(financeur, Societe)
    return {
        "financeur_societe": financeur if est_societe else None,
        "financeur_personne": None if est_societe else financeur,
    }


def garder_periode(objet) -> None:
    """Lève `Refus` si la fin d'une période précède son début (B3)."""
    debut, fin = objet.date_debut, objet.date_fin
    if debut and fin and fin < debut:
        raise Refus(f"La fin précède le début ({debut:%d/%m/%Y}).", champ="date_fin")
