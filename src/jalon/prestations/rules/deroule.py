"""Le déroulé : ce qu'une étape peut dire, la durée de l'ensemble, ce que le droit en attend. Pur."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from jalon.socle.formats import montrer_duree

from ..enums import NatureAction, NaturePrestation, Phase

SEANCES_MAX = 200
JOURS_MAX = 3650
BILAN_MAX = 24 * 60  # minutes (BC-02 ; code du travail, R6313-4)
BILAN_PRESTATAIRE_MIN = 13 * 60  # minutes d'accompagnement effectif (BC-02) : averti, jamais bloqué
SANS_CONSEILLER = {NatureAction.AUTONOMIE, NatureAction.CONSEILLER_SEUL}


class LigneDeroule(NamedTuple):
    """Une étape à écrire. Délais en jours depuis le premier rendez-vous ; None : sans limite."""

    action: Any
    nombre_seances: int = 1
    is_obligatoire: bool = True
    delai_min: int | None = None
    delai_max: int | None = None


def refus_deroule(lignes: Sequence[LigneDeroule]) -> tuple[int, str, str] | None:
    """La ligne (à partir de 0), le champ et la phrase du refus, ou None."""
    for rang, ligne in enumerate(lignes):
        if not 1 <= ligne.nombre_seances <= SEANCES_MAX:
            return rang, "nombre_seances", f"De 1 à {SEANCES_MAX} séances."
        if phrase := refus_delais(ligne.delai_min, ligne.delai_max):
            return rang, "delai_max", phrase
    return None


def refus_delais(minimum: int | None, maximum: int | None) -> str | None:
    """La phrase du refus, ou None. Jours."""
    if minimum is None or maximum is None or maximum >= minimum:
        return None
    return f"Le délai maximum ({maximum} jours) vient avant le minimum ({minimum} jours)."


def total_minutes(etapes: Iterable[Any]) -> int:
    """La durée du déroulé, en minutes : chaque action autant de fois qu'elle a de séances."""
    return sum(etape.nombre_seances * etape.action.minutes for etape in etapes)


def minutes_facturables(etapes: Iterable[Any]) -> int:
    """La durée du déroulé qui se facture, en minutes : à comparer à la durée prévue."""
    return total_minutes(etape for etape in etapes if etape.action.is_facturable)


def en_mots(etapes: Iterable[Any]) -> str:
    """« Entretien préliminaire, Tests × 2 (facultative, J+7 à J+21) » ; un tiret sans étape."""
    return ", ".join(_etape_en_mots(etape) for etape in etapes) or "—"


def _etape_en_mots(etape: Any) -> str:
    fois = f" × {etape.nombre_seances}" if etape.nombre_seances > 1 else ""
    details = [] if etape.is_obligatoire else ["facultative"]
    if delais := delais_en_mots(etape.delai_min, etape.delai_max):
        details.append(delais)
    precisions = f" ({', '.join(details)})" if details else ""
    return f"{etape.action}{fois}{precisions}"


def delais_en_mots(minimum: int | None, maximum: int | None) -> str:
    """« J+7 à J+21 », « dès J+7 », « avant J+21 » ; vide sans délai. Jours depuis le premier rendez-vous."""
    if minimum is not None and maximum is not None:
        return f"J+{minimum} à J+{maximum}"
    if minimum is not None:
        return f"dès J+{minimum}"
    return f"avant J+{maximum}" if maximum is not None else ""


def alertes_deroule(nature: str, minutes_prevues: int | None, etapes: Sequence[Any]) -> list[str]:
    """Ce qu'il faut revoir avant de publier, en phrases ; rien ne bloque. Durées en minutes."""
    if not etapes:
        return []
    alertes = _alertes_bilan(etapes) if nature == NaturePrestation.BILAN else []
    facturables = minutes_facturables(etapes)
    if minutes_prevues is not None and facturables != minutes_prevues:
        alertes.append(
            f"Le déroulé compte {montrer_duree(facturables)} facturables, la prestation en prévoit "
            f"{montrer_duree(minutes_prevues)}."
        )
    if not any(etape.action.is_terminale for etape in etapes):
        alertes.append("Aucune étape ne termine la prestation : ses dossiers se termineront par une sortie.")
    return alertes


def _alertes_bilan(etapes: Sequence[Any]) -> list[str]:
    vides = [phase.label.lower() for phase, minutes in minutes_par_phase(etapes).items() if not minutes]
    accompagnees = total_minutes(e for e in etapes if e.action.nature not in SANS_CONSEILLER and e.action.phase)
    alertes = [f"Un bilan compte trois phases : rien en phase {', '.join(vides)} (R6313-4)."] if vides else []
    if minutes_facturables(etapes) > BILAN_MAX:
        alertes.append("Un bilan ne dépasse pas 24 h (R6313-4).")
    if accompagnees < BILAN_PRESTATAIRE_MIN:
        alertes.append(
            f"Un bilan demande au moins 13 h d’accompagnement effectif ; il y en a {montrer_duree(accompagnees)}."
        )
    return alertes


def minutes_par_phase(etapes: Iterable[Any]) -> dict[Phase, int]:
    """Minutes de chaque phase d'un bilan, zéro compris (BC-01)."""
    toutes = list(etapes)
    return {phase: total_minutes(e for e in toutes if e.action.phase == phase) for phase in Phase}
