"""Ce que les dossiers engagent d'une convention, et ce qui dépasse (domaine, « Convention »)."""

from dataclasses import dataclass
from decimal import Decimal

from jalon.socle.formats import montrer_duree, montrer_montant


@dataclass(frozen=True)
class Engagement:
    """Des minutes et des euros ; None : non renseigné, ou non borné par la convention."""

    minutes: int | None = None
    montant: Decimal | None = None


@dataclass(frozen=True)
class Depassement:
    """Ce qui manque à la convention, en minutes et en euros ; 0 quand rien ne manque."""

    minutes: int
    montant: Decimal

    def __bool__(self) -> bool:
        return bool(self.minutes or self.montant)

    def __str__(self) -> str:
        """« 8 h et 600,00 € »."""
        return " et ".join(
            dit
            for dit in (
                montrer_duree(self.minutes) if self.minutes else "",
                montrer_montant(self.montant) if self.montant else "",
            )
            if dit
        )

    @property
    def champ(self) -> str:
        """Le champ du dossier en cause : les heures d'abord."""
        return "minutes_financees" if self.minutes else "montant_total"


def reste_apres(plafond: int | Decimal | None, engage: int | Decimal | None) -> int | Decimal | None:
    """Ce qui reste d'un plafond (minutes ou euros) ; négatif s'il est dépassé, None s'il n'y en a pas."""
    return None if plafond is None else plafond - (engage or 0)


def depassement(reste: Engagement, demande: Engagement) -> Depassement:
    """Ce que `demande` prend au-delà de `reste`, chacun de son côté : heures et euros."""
    return Depassement(
        _au_dela(reste.minutes, demande.minutes, 0),
        _au_dela(reste.montant, demande.montant, Decimal(0)),
    )


def _au_dela(reste, demande, rien):
    return rien if reste is None or not demande else max(rien, demande - reste)


def est_aggrave(avant: Engagement, apres: Engagement, manque: Depassement) -> bool:
    """Vrai si ce qui dépasse a augmenté : un dépassement déjà accepté ne redemande pas de motif."""
    plus_d_heures = manque.minutes and (apres.minutes or 0) > (avant.minutes or 0)
    plus_d_euros = manque.montant and (apres.montant or 0) > (avant.montant or 0)
    return bool(plus_d_heures or plus_d_euros)
