"""Répartition d'un montant entre financeurs : exacte au centime, par construction (B8 ; domaine, « Parts »)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jalon.socle.formats import montrer_montant, montrer_nombre

from ..enums import ModePart

CENTIME = Decimal("0.01")
ZERO = Decimal("0.00")
CENT = Decimal(100)


@dataclass(frozen=True)
class PartSaisie:
    """La part d'un co-financeur telle que saisie : des euros ou un pourcentage, et qui la porte."""

    financeur: str
    mode: str
    valeur: Decimal


@dataclass(frozen=True)
class Repartition:
    """Montants en euros de chaque co-financeur, dans l'ordre ; `principal` est le reste.

    Sans montant total, un pourcentage n'a pas encore de montant (None) et le principal non plus.
    """

    montants: tuple[Decimal | None, ...]
    principal: Decimal | None
    refus: str | None = None
    ligne_refusee: int | None = None

    @property
    def cofinance(self) -> Decimal:
        """Somme en euros des parts connues des co-financeurs."""
        return sum((m for m in self.montants if m is not None), ZERO)


def arrondir(montant: Decimal) -> Decimal:
    """Au centime, la moitié vers le haut (règle 12)."""
    return montant.quantize(CENTIME, ROUND_HALF_UP)


def repartir(total: Decimal | None, parts: Sequence[PartSaisie], principal: str | None = None) -> Repartition:
    """Répartit `total` euros entre les co-financeurs ; le financeur principal reçoit le reste.

    Refusé, avec la différence : somme au-dessus du total, pourcentages au-dessus de 100, un financeur deux fois,
    une part négative. Chaque part est arrondie au centime ; l'arrondi ne fait jamais dépasser le total, et des
    parts qui font exactement le total ne laissent pas un centime au principal : les dernières en pourcentage
    l'absorbent.
    """
    refus = _refus_saisie(parts, principal)
    if refus:
        return Repartition((), None, *refus)
    montants = tuple(_montant(part, total) for part in parts)
    if total is None:
        return Repartition(montants, None)
    montants = _absorber_arrondi(total, parts, montants)
    reste = total - sum(montants, ZERO)
    if reste < 0:
        phrase = f"Les co-financeurs dépassent le montant total de {montrer_montant(-reste)}."
        return Repartition(montants, None, phrase)
    return Repartition(montants, reste)


def _montant(part: PartSaisie, total: Decimal | None) -> Decimal | None:
    if part.mode == ModePart.POURCENT and total is None:
        return None
    return arrondir(_exact(part, total))


def _exact(part: PartSaisie, total: Decimal | None) -> Decimal:
    """La part en euros, avant tout arrondi."""
    return part.valeur if part.mode == ModePart.EUROS else total * part.valeur / CENT


def _absorber_arrondi(total: Decimal, parts: Sequence[PartSaisie], montants: Sequence[Decimal]) -> tuple:
    """33,33 % + 33,33 % + 33,34 % font exactement le total ; trois tiers de 0,08 € n'en font pas 0,09."""
    exact = sum((_exact(part, total) for part in parts), ZERO)
    trop = sum(montants, ZERO) - total
    if exact > total or (trop <= 0 and exact != total):
        return tuple(montants)
    ajustes = list(montants)
    for rang in reversed([rang for rang, part in enumerate(parts) if part.mode == ModePart.POURCENT]):
        retire = min(trop, ajustes[rang])
        ajustes[rang] -= retire
        trop -= retire
    return tuple(ajustes)


def _refus_saisie(parts: Sequence[PartSaisie], principal: str | None) -> tuple[str, int | None] | None:
    vus = {principal} if principal else set()
    for rang, part in enumerate(parts):
        if part.valeur < 0:
            return "Une part n’est pas négative.", rang
        if part.financeur in vus:
            return "Ce financeur est déjà dans la répartition.", rang
        vus.add(part.financeur)
    pourcents = sum((p.valeur for p in parts if p.mode == ModePart.POURCENT), ZERO)
    if pourcents > CENT:
        return f"Les pourcentages dépassent 100 % de {montrer_nombre(pourcents - CENT)}\u00a0%.", None
    return None
