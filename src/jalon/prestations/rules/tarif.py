"""Le tarif d’une prestation : à l’heure ou au forfait, jamais les deux. Pur."""

from decimal import Decimal

from ..enums import Tarification

EXCLUSIFS = "Tarif horaire et forfait s’excluent : gardez l’un des deux."


def refus_tarification(
    tarification: str, tarif_horaire: Decimal | None, forfait: Decimal | None
) -> tuple[str, str] | None:
    """Le champ et la phrase du refus, ou None : un prix au plus, et celui du mode choisi (B10, B11).

    Montants en euros.
    """
    if tarif_horaire is not None and forfait is not None:
        return "forfait", EXCLUSIFS
    if tarification == Tarification.FORFAIT and tarif_horaire is not None:
        return "tarif_horaire", "Au forfait, il n’y a pas de tarif horaire : videz-le, ou choisissez Horaire."
    if tarification == Tarification.HORAIRE and forfait is not None:
        return "forfait", "À l’heure, il n’y a pas de forfait : videz-le, ou choisissez Forfait."
    return None


def tarification_deduite(tarification: str, tarif_horaire: Decimal | None, forfait: Decimal | None) -> str:
    """Le mode choisi ; à défaut celui que dit le seul prix donné."""
    if tarification:
        return tarification
    if forfait is not None and tarif_horaire is None:
        return Tarification.FORFAIT
    return Tarification.HORAIRE if tarif_horaire is not None and forfait is None else ""
