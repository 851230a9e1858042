"""TVA d'un dossier : régime de la maison, nature de l'action, hors taxes et toutes taxes (domaine, « TVA »)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jalon.prestations.enums import NaturePrestation
from jalon.socle.formats import montrer_montant, montrer_pourcentage
from jalon.structure.enums import Regime

from ..enums import RegleTva
from .repartition import arrondir

# CGI, article 278 : taux normal, par jour d'effet.
TAUX_NORMAL = ((date(2014, 1, 1), Decimal("20.00")), (date(2000, 4, 1), Decimal("19.60")))
# CGI, article 261-4-4° a : les actions que l'attestation de formation exonère.
EXONERABLES = frozenset({NaturePrestation.FORMATION, NaturePrestation.BILAN, NaturePrestation.VAE})
MENTIONS = {
    RegleTva.EXONEREE: "Exonération de TVA, article 261-4-4° a du CGI",
    RegleTva.FRANCHISE: "TVA non applicable, article 293 B du CGI",
    RegleTva.HORS_CHAMP: "Hors du champ de la TVA",
}
SANS_ATTESTATION = {
    Regime.FRANCHISE: RegleTva.FRANCHISE,
    Regime.ASSUJETTI: RegleTva.NORMAL,
    Regime.NON_ASSUJETTI: RegleTva.HORS_CHAMP,
}


@dataclass(frozen=True)
class Tva:
    """La règle qui vaut, son taux (en pour cent, 0 sans TVA) et la mention des factures."""

    regle: str
    taux: Decimal

    @property
    def mention(self) -> str:
        return MENTIONS.get(RegleTva(self.regle)) or f"TVA {montrer_pourcentage(self.taux)}"


def tva_selon(regle: str, jour: date) -> Tva:
    """La TVA d'une règle ce jour-là : le taux normal, ou rien."""
    return Tva(regle, _taux_normal(jour) if regle == RegleTva.NORMAL else Decimal("0.00"))


def tva_de(regime: str | None, nature: str, jour: date) -> Tva | None:
    """La TVA d'une action de cette nature sous ce régime ; None tant que la maison n'en a pas.

    L'article 261-4-4° a ne vaut qu'avec l'attestation, pour la formation, le bilan et la VAE.
    """
    if not regime:
        return None
    if regime == Regime.ATTESTATION:
        return tva_selon(RegleTva.EXONEREE if nature in EXONERABLES else RegleTva.NORMAL, jour)
    return tva_selon(SANS_ATTESTATION[Regime(regime)], jour)


def montants_par_regle(jour: date) -> dict[str, str]:
    """Le taux de chaque règle ce jour-là, pour l'écran : {"normal": "20.00", …}."""
    return {regle.value: str(tva_selon(regle, jour).taux) for regle in RegleTva}


def _taux_normal(jour: date) -> Decimal:
    return next((taux for depuis, taux in TAUX_NORMAL if depuis <= jour), TAUX_NORMAL[-1][1])


def toutes_taxes(montant: Decimal, taux: Decimal) -> Decimal:
    """Euros toutes taxes d'un montant hors taxes, au centime."""
    return arrondir(montant * (100 + taux) / 100)


def hors_taxes(montant: Decimal, taux: Decimal) -> Decimal:
    """Euros hors taxes d'un montant toutes taxes, au centime."""
    return arrondir(montant * 100 / (100 + taux))


def accorder_montants(
    total: Decimal | None, ttc: Decimal | None, taux: Decimal | None
) -> tuple[Decimal | None, Decimal | None, str]:
    """Le hors taxes et le toutes taxes d'un particulier, et la phrase d'un refus ou vide.

    Le toutes taxes se demande d'abord : le hors taxes s'en déduit. Les deux saisis doivent s'accorder au centime.
    """
    if ttc is None:
        return total, None, ""
    if taux is None:
        return total, ttc, "Le régime de TVA de la maison n’est pas renseigné : saisissez le montant hors taxes."
    deduit = hors_taxes(ttc, taux)
    if total is None or total == deduit or toutes_taxes(total, taux) == ttc:
        return (deduit if total is None else total), ttc, ""
    dit = f"{montrer_montant(ttc)} TTC font {montrer_montant(deduit)} HT à {montrer_pourcentage(taux)}"
    return total, ttc, f"{dit} : videz l’un des deux montants."
