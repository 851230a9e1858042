"""Les heures prouvées : signées par le bénéficiaire, jamais seulement prévues (domaine, « Émargement »)."""

from collections.abc import Iterable
from enum import Enum

from .signatures import Moment


def minutes_signees(moments: Iterable[Moment], signes: set[str], comptees: int) -> int:
    """Les minutes prouvées d'une participation ; `signes` : ses demi-journées signées, `comptees` : sa présence.

    Tout signé : les minutes de présence. Une demi-journée sur deux : les siennes, sans dépasser la présence.
    """
    moments = list(moments)
    if not signes:
        return 0
    if all(moment.code in signes for moment in moments):
        return comptees
    return min(sum(moment.minutes for moment in moments if moment.code in signes), comptees)


class SourceHeures(Enum):
    """D'après quoi une durée réalisée se certifie."""

    AUCUNE = "aucune"
    SIGNATURES = "signatures"
    SIGNATURES_ET_SEANCES = "signatures_et_seances"
    VALIDEES = "validees"


def source_des_heures(signees: int, sans_emargement: int, validees: int) -> SourceHeures:
    """Les signatures d'abord ; les seules validations quand rien n'est signé (EM-05). Entrées en minutes."""
    if not validees:
        return SourceHeures.AUCUNE
    if not signees:
        return SourceHeures.VALIDEES
    return SourceHeures.SIGNATURES_ET_SEANCES if sans_emargement else SourceHeures.SIGNATURES


def minutes_certifiees(signees: int, sans_emargement: int, validees: int) -> int:
    """Les minutes qu'un certificat de réalisation imprime ; jamais celles qui manquent d'une signature (EM-05).

    Sans aucune signature, les minutes validées : le document dit alors que rien n'est signé.
    """
    return signees + sans_emargement if signees else validees
