"""Complétude : ce qui manque à un dossier pour franchir chaque porte (H1). Pur : les faits sont donnés."""

from collections.abc import Iterable
from dataclasses import dataclass

from jalon.prestations.enums import Porte

from ..enums import Avancement

# La liste de la maison, exigée de tout dossier quelle que soit sa prestation.
SOCLE: tuple[tuple[str, Porte], ...] = (
    ("coordonnees", Porte.DEMARRER),
    ("conseiller", Porte.DEMARRER),
    ("centre", Porte.DEMARRER),
    ("statut_beneficiaire", Porte.DEMARRER),
    ("date_entree", Porte.DEMARRER),
    ("objectif", Porte.DEMARRER),
    ("financeur", Porte.FACTURER),
    ("montant_total", Porte.FACTURER),
    ("heures_ou_forfait", Porte.FACTURER),
    ("type_financement", Porte.FACTURER),
    ("periode", Porte.FACTURER),
    ("accord", Porte.FACTURER),
    ("date_fin", Porte.CLOTURER),
    ("date_sortie", Porte.CLOTURER),
)


@dataclass(frozen=True)
class Bilan:
    """Pour une porte : combien d'exigences, et les codes de celles qui manquent, dans l'ordre."""

    porte: Porte
    exiges: int
    manques: tuple[str, ...]

    @property
    def remplis(self) -> int:
        return self.exiges - len(self.manques)


def dresser(exigences: Iterable[tuple[str, str]], remplis: set[str]) -> dict[Porte, Bilan]:
    """Dresse le bilan de chaque porte. Une exigence répétée ne compte qu'une fois par porte."""
    uniques = dict.fromkeys((code, Porte(porte)) for code, porte in exigences)
    bilans = {}
    for porte in Porte:
        codes = [code for code, p in uniques if p == porte]
        bilans[porte] = Bilan(porte, len(codes), tuple(code for code in codes if code not in remplis))
    return bilans


# Les portes qui comptent pour un avancement, de la plus proche à la plus lointaine.
PORTES_DU_MOMENT: dict[str, tuple[Porte, ...]] = {
    Avancement.PREVISIONNEL: (Porte.DEMARRER,),
    Avancement.EN_COURS: (Porte.DEMARRER, Porte.FACTURER),
    Avancement.SUSPENDU: (Porte.DEMARRER, Porte.FACTURER),
    Avancement.TERMINE: (Porte.DEMARRER, Porte.FACTURER, Porte.CLOTURER),
    Avancement.ABANDONNE: (Porte.FACTURER,),
}


def manques_du_moment(bilans: dict[Porte, Bilan], avancement: str) -> tuple[Porte, int]:
    """La première porte non franchie parmi celles du moment, et combien y manquent ; sinon la dernière et 0.

    Un dossier en cours à qui il manque de quoi démarrer le dit d'abord ; un dossier abandonné ne démarre plus.
    """
    portes = PORTES_DU_MOMENT[Avancement(avancement)]
    for porte in portes:
        if bilans[porte].manques:
            return porte, len(bilans[porte].manques)
    return portes[-1], 0
