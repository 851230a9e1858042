"""Dates clés : une seule maison chacune (domaine, « Dates clés » ; D1, D2, D3)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .evenements import EnVigueur


class Source(Enum):
    """D'où vient la date montrée."""

    EVENEMENT = "evenement"
    SAISIE = "saisie"
    CALCULEE = "calculee"
    AUCUNE = "aucune"


@dataclass(frozen=True)
class DateCle:
    """La date montrée et sa source."""

    jour: date | None
    source: Source


def date_entree(vigueur: EnVigueur, saisie: date | None, calculee: date | None) -> DateCle:
    """L'entrée en vigueur, sinon la date saisie, sinon la date calculée (D1)."""
    if vigueur.entree:
        return DateCle(vigueur.entree, Source.EVENEMENT)
    return _saisie_ou_calculee(saisie, calculee)


def date_fin_previsionnelle(saisie: date | None, calculee: date | None) -> DateCle:
    """La date saisie, sinon la date calculée (D2)."""
    return _saisie_ou_calculee(saisie, calculee)


def date_sortie(vigueur: EnVigueur) -> date | None:
    """Le jour de la sortie ou de l'abandon en vigueur (D3)."""
    return vigueur.abandon or vigueur.sortie


def refus_dates(entree: date | None, fin: date | None, sortie: date | None) -> dict[str, str]:
    """Les phrases de refus par champ quand les dates se contredisent."""
    refus = {}
    if entree and fin and fin < entree:
        refus["date_fin_saisie"] = f"La fin prévisionnelle précède l’entrée ({entree:%d/%m/%Y})."
    if entree and sortie and sortie < entree:
        refus["date_entree_saisie"] = f"L’entrée ne peut pas suivre la sortie ({sortie:%d/%m/%Y})."
    return refus


def _saisie_ou_calculee(saisie: date | None, calculee: date | None) -> DateCle:
    if saisie:
        return DateCle(saisie, Source.SAISIE)
    return DateCle(calculee, Source.CALCULEE) if calculee else DateCle(None, Source.AUCUNE)
