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


@dataclass(frozen=True)
class Echeances:
    """Ce qui borne un dossier dans le temps, et le premier et le dernier jour de ses séances vivantes."""

    fin_saisie: date | None = None
    debut_commande: date | None = None
    fin_commande: date | None = None
    premiere_seance: date | None = None
    derniere_seance: date | None = None


def date_limite(bornes: Echeances, *, is_ouvert: bool) -> date | None:
    """Le jour après lequel le dossier est hors délais ; None s'il ne peut plus l'être.

    Une séance hors de ses échéances l'y met déjà : le premier jour du calendrier. Sinon un dossier ouvert l'est
    après sa fin saisie, ou celle de son bon de commande ; une fin calculée suit ses séances et ne borne rien.
    """
    if seance_hors_delais(bornes):
        return date.min
    echeances = [jour for jour in (bornes.fin_saisie, bornes.fin_commande) if jour]
    return min(echeances, default=None) if is_ouvert else None


def seance_hors_delais(bornes: Echeances) -> str:
    """Ce qu'une séance dépasse, en mots ; vide si toutes tiennent dans les échéances."""
    premiere, derniere = bornes.premiere_seance, bornes.derniere_seance
    if derniere and bornes.fin_saisie and derniere > bornes.fin_saisie:
        return f"Séance le {derniere:%d/%m/%Y}, après la fin prévisionnelle ({bornes.fin_saisie:%d/%m/%Y})"
    if derniere and bornes.fin_commande and derniere > bornes.fin_commande:
        return f"Séance le {derniere:%d/%m/%Y}, après le bon de commande ({bornes.fin_commande:%d/%m/%Y})"
    if premiere and bornes.debut_commande and premiere < bornes.debut_commande:
        return f"Séance le {premiere:%d/%m/%Y}, avant le bon de commande ({bornes.debut_commande:%d/%m/%Y})"
    return ""


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
