"""Quels événements comptent à un jour donné, et dans quel ordre ils peuvent se suivre. Pur : le jour est donné."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jalon.prestations.enums import TypeEvenement


@dataclass(frozen=True)
class FaitEvenement:
    """Un événement réduit à ce dont les règles ont besoin. `rang` départage deux événements du même jour."""

    type: str
    jour: date
    rang: int = 0
    is_annule: bool = False


@dataclass(frozen=True)
class EnVigueur:
    """Les événements en vigueur à un jour : non annulés, jour atteint."""

    entree: date | None = None
    sortie: date | None = None
    abandon: date | None = None
    suspension: date | None = None
    reouverture: date | None = None


def en_vigueur(evenements: Iterable[FaitEvenement], jour: date) -> EnVigueur:
    """Réduit les événements à ceux qui comptent ce jour-là (domaine, « Événements » et « Statut »).

    Une suspension compte tant qu'aucune reprise ne la suit.
    """
    comptes = sorted((e for e in evenements if not e.is_annule and e.jour <= jour), key=lambda e: (e.jour, e.rang))
    dernier = {e.type: e.jour for e in comptes}
    pauses = [e for e in comptes if e.type in (TypeEvenement.SUSPENSION, TypeEvenement.REPRISE)]
    suspendu = bool(pauses) and pauses[-1].type == TypeEvenement.SUSPENSION
    return EnVigueur(
        entree=dernier.get(TypeEvenement.ENTREE),
        sortie=dernier.get(TypeEvenement.SORTIE),
        abandon=dernier.get(TypeEvenement.ABANDON),
        suspension=pauses[-1].jour if suspendu else None,
        reouverture=dernier.get(TypeEvenement.REOUVERTURE),
    )


def prochain_changement(evenements: Iterable[FaitEvenement], jour: date) -> date | None:
    """Le premier jour futur où un événement prendra effet : le statut enregistré y changera peut-être."""
    futurs = [e.jour for e in evenements if not e.is_annule and e.jour > jour]
    return min(futurs, default=None)


def refus_evenement(
    type_evenement: str,
    jour: date,
    aujourd_hui: date,
    vigueur: EnVigueur,
    date_entree: date | None,
    premiere_presence: date | None = None,
) -> str | None:
    """La phrase qui refuse cet événement, ou None s'il est permis.

    `date_entree` est celle que la page montre. Une sortie ne précède pas l'entrée montrée ; un abandon n'est
    refusé qu'avant une entrée en vigueur ou avant la première présence (domaine, « Dates clés »).
    """
    if jour > aujourd_hui:
        return "La date ne peut pas être à venir."
    return (
        _refus_ferme(type_evenement, vigueur)
        or _refus_ordre(type_evenement, jour, vigueur, date_entree, premiere_presence)
        or _refus_pause(type_evenement, jour, vigueur)
    )


def _refus_ferme(type_evenement: str, vigueur: EnVigueur) -> str | None:
    if type_evenement == TypeEvenement.CHANGEMENT_STATUT:
        return None
    if vigueur.abandon:
        return f"Ce dossier est abandonné depuis le {vigueur.abandon:%d/%m/%Y}."
    if vigueur.sortie:
        return f"La sortie de ce dossier est déjà enregistrée au {vigueur.sortie:%d/%m/%Y}."
    if type_evenement == TypeEvenement.ENTREE and vigueur.entree:
        return f"L’entrée de ce dossier est déjà enregistrée au {vigueur.entree:%d/%m/%Y}."
    return None


def _refus_ordre(type_evenement, jour, vigueur, date_entree, premiere_presence) -> str | None:
    if type_evenement == TypeEvenement.SORTIE and date_entree and jour < date_entree:
        return f"La sortie ne peut pas précéder l’entrée ({date_entree:%d/%m/%Y})."
    debuts = [d for d in (vigueur.entree, premiere_presence) if d]
    if type_evenement == TypeEvenement.ABANDON and debuts and jour < max(debuts):
        return f"L’abandon ne peut pas précéder le début du parcours ({max(debuts):%d/%m/%Y})."
    return None


def _refus_pause(type_evenement, jour, vigueur) -> str | None:
    if type_evenement == TypeEvenement.SUSPENSION and vigueur.suspension:
        return f"Ce dossier est déjà suspendu depuis le {vigueur.suspension:%d/%m/%Y}."
    if type_evenement == TypeEvenement.REPRISE and not vigueur.suspension:
        return "Ce dossier n’est pas suspendu : il n’y a rien à reprendre."
    if type_evenement == TypeEvenement.REPRISE and jour < vigueur.suspension:
        return f"La reprise ne peut pas précéder la suspension ({vigueur.suspension:%d/%m/%Y})."
    return None
