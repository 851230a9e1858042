"""Prévu, planifié, réalisé : ce qui diffère, en mots (H4). Durées en minutes, montants en euros."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jalon.socle.formats import montrer_duree, montrer_montant

from ..enums import EcartEtape
from .tarifs import proposer_montant

E = EcartEtape
# La phrase de chaque différence : au singulier, au pluriel (« 1 h 30 » est au singulier).
HEURES = {
    E.REALISE_AU_DELA: ("{} réalisée au-delà des heures financées", "{} réalisées au-delà des heures financées"),
    E.PLANIFIE_AU_DELA: (
        "{} planifiée au-delà des heures financées",
        "{} planifiées au-delà des heures financées",
    ),
    E.NON_PLANIFIE: ("{} financée n’est pas planifiée", "{} financées ne sont pas planifiées"),
    E.NON_REALISE: ("{} financée n’a pas été réalisée", "{} financées n’ont pas été réalisées"),
    E.SANS_HEURES: ("{} planifiée sans heures financées", "{} planifiées sans heures financées"),
}
MONTANTS = {
    E.MONTANT_SOUS_REALISE: "Montant prévu inférieur de {} au réalisé",
    E.MONTANT_SOUS_PLANIFIE: "Montant prévu inférieur de {} au planifié",
    E.MONTANT_AU_DESSUS: "Montant prévu supérieur de {} au réalisé",
    E.SANS_MONTANT: "{} réalisés sans montant prévu",
}


@dataclass(frozen=True)
class Quantite:
    """Des minutes et des euros ; None : inconnu."""

    minutes: int | None = None
    montant: Decimal | None = None

    def plus(self, autre: "Quantite") -> "Quantite":
        """La somme ; ce qui est inconnu des deux côtés le reste."""
        return Quantite(_somme(self.minutes, autre.minutes), _somme(self.montant, autre.montant))


@dataclass(frozen=True)
class Difference:
    """Une différence, et de combien : des minutes, ou des euros."""

    code: EcartEtape
    minutes: int = 0
    montant: Decimal = Decimal(0)

    def __str__(self) -> str:
        """« 3 h réalisées au-delà des heures financées »."""
        if self.code in MONTANTS:
            return MONTANTS[self.code].format(montrer_montant(self.montant))
        singulier, pluriel = HEURES[self.code]
        return (singulier if _est_singulier(self.minutes) else pluriel).format(montrer_duree(self.minutes))

    def plus(self, autre: "Difference") -> "Difference":
        """La même, pour deux dossiers."""
        return Difference(self.code, self.minutes + autre.minutes, self.montant + autre.montant)


def comparer(
    prevu: Quantite, planifie: Quantite, realise: Quantite, *, is_fini: bool = False, is_forfait: bool = False
) -> list[Difference]:
    """Tout ce qui diffère, les heures d'abord.

    `planifie` compte aussi le réalisé ; tant que rien n'est connu du planning, rien ne diffère. `is_fini` : le
    parcours est terminé ou abandonné, ce qui reste ne se planifiera plus. `is_forfait` : sans heures, un forfait
    ne manque de rien.
    """
    heures = _heures(prevu.minutes, planifie.minutes, realise.minutes, is_fini, is_forfait)
    euros = _montants(prevu.montant, planifie.montant, realise.montant, is_fini)
    return [*(Difference(code, minutes) for code, minutes in heures),
            *(Difference(code, montant=montant) for code, montant in euros)]  # fmt: skip


def _heures(
    prevues: int | None, planifiees: int | None, realisees: int | None, is_fini: bool, is_forfait: bool
) -> Iterator[tuple[EcartEtape, int]]:
    if planifiees is None:
        return
    realisees = realisees or 0
    if not prevues:
        if planifiees and not is_forfait:
            yield E.SANS_HEURES, planifiees
        return
    if realisees > prevues:
        yield E.REALISE_AU_DELA, realisees - prevues
    if planifiees > max(prevues, realisees):
        yield E.PLANIFIE_AU_DELA, planifiees - max(prevues, realisees)
    if is_fini and realisees < prevues:
        yield E.NON_REALISE, prevues - realisees
    if not is_fini and planifiees < prevues:
        yield E.NON_PLANIFIE, prevues - planifiees


def _montants(
    prevu: Decimal | None, planifie: Decimal | None, realise: Decimal | None, is_fini: bool
) -> Iterator[tuple[EcartEtape, Decimal]]:
    if realise is None:
        return
    if prevu is None:
        if realise:
            yield E.SANS_MONTANT, realise
        return
    if realise > prevu:
        yield E.MONTANT_SOUS_REALISE, realise - prevu
    elif is_fini and realise < prevu:
        yield E.MONTANT_AU_DESSUS, prevu - realise
    elif planifie is not None and planifie > prevu:
        yield E.MONTANT_SOUS_PLANIFIE, planifie - prevu


def quantites_des_seances(
    tarif_horaire: Decimal | None, planifiees: int | None, realisees: int | None
) -> dict[str, Quantite]:
    """Planifié et réalisé d'après les minutes des séances ; rien tant qu'il n'y en a aucune.

    Les euros suivent le tarif horaire ; un forfait n'en dit pas.
    """
    if planifiees is None:
        return {}
    realisees = realisees or 0
    return {
        "planifie": Quantite(planifiees, proposer_montant(tarif_horaire, planifiees)),
        "realise": Quantite(realisees, proposer_montant(tarif_horaire, realisees)),
    }


def _somme(une, autre):
    if une is None or autre is None:
        return autre if une is None else une
    return une + autre


def _est_singulier(minutes: int) -> bool:
    """« 1 h 30 », « 1 h » et « 1 min » sont au singulier ; « 45 min » et « 2 h » au pluriel."""
    return minutes == 1 or 60 <= minutes < 120
