"""Répartition d'un montant entre financeurs : exacte au centime, par construction (B8 ; domaine, « Parts »)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .enums import TYPE_DU_DISPOSITIF, ModePart, TypeFinancement

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
        phrase = f"Les co-financeurs dépassent le montant total de {_euros(-reste)}."
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
        exces = f"{pourcents - CENT:.2f}".replace(".", ",")
        return f"Les pourcentages dépassent 100 % de {exces} %.", None
    return None


def ecart_periode(debut: date | None, fin: date | None, debut_cadre: date | None, fin_cadre: date | None) -> str:
    """Ce qui sort de la période de la convention, en mots ; vide si rien n'en sort (B3)."""
    if debut and debut_cadre and debut < debut_cadre:
        return "commence avant la convention"
    if fin and fin_cadre and fin > fin_cadre:
        return "finit après la convention"
    return ""


def ecart_heures(minutes: int | None, minutes_cadre: int | None) -> str:
    """Dit si le dossier demande plus d'heures que la convention entière (B4) ; durées en minutes."""
    if minutes and minutes_cadre and minutes > minutes_cadre:
        return "plus que la convention"
    return ""


def _euros(montant: Decimal) -> str:
    entier, _, centimes = f"{montant:.2f}".partition(".")
    return f"{int(entier):,}".replace(",", "\u202f") + f",{centimes} €"


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


def reste_apres(plafond: int | Decimal | None, engage: int | Decimal | None) -> int | Decimal | None:
    """Ce qui reste d'un plafond (minutes ou euros) ; négatif s'il est dépassé, None s'il n'y en a pas."""
    return None if plafond is None else plafond - (engage or 0)
