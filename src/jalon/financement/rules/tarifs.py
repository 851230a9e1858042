"""Ce que le tarif et les dispositifs font proposer (B6, B10)."""

from collections.abc import Iterable
from decimal import Decimal

from ..enums import TYPE_DU_DISPOSITIF, TypeFinancement
from .repartition import arrondir


def proposer_type(dispositifs: Iterable[str]) -> TypeFinancement | None:
    """Type proposé d'après les dispositifs des parts : deux genres différents font « mixte » (B6)."""
    types = {TYPE_DU_DISPOSITIF[d] for d in dispositifs if d in TYPE_DU_DISPOSITIF}
    if len(types) > 1:
        return TypeFinancement.MIXTE
    return next(iter(types), None)


def proposer_montant(tarif_horaire: Decimal | None, minutes: int | None) -> Decimal | None:
    """Montant total proposé en euros : tarif horaire × heures financées (B10), arrondi une fois."""
    if tarif_horaire is None or minutes is None:
        return None
    return arrondir(tarif_horaire * minutes / 60)
