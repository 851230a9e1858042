"""Prévu, planifié, réalisé, facturé : les quatre étapes côte à côte (H4).

Le prévu vient d'ici ; le planning inscrit le planifié et le réalisé dans `MESURES`. Une étape que rien ne mesure
se lit « — », jamais zéro.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jalon.dossiers.enums import Avancement
from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import FaitsPlanning
from jalon.prestations.enums import Tarification
from jalon.socle.registres import Registre

from .exigibles import financement_du_dossier
from .models import Financement
from .rules import Difference, Quantite, comparer, quantites_des_seances

ETAPES = (
    ("prevu", "Prévu", "prevu"),
    ("planifie", "Planifié", "prevu"),
    ("realise", "Réalisé", "fait"),
    ("facture", "Facturé", "facture"),
)
FINIS = (Avancement.TERMINE, Avancement.ABANDONNE)


@dataclass(frozen=True)
class Mesure:
    """Une pièce qui mesure des étapes : `mesurer(dossier)` rend, par code d'étape, ses heures et ses euros.

    Sans requête une fois `financement_de(dossier)` lu : une convention mesure tous ses dossiers.
    `adresses(dossier, par)` dit où agir : par lieu (« planifier », « seances »), l'adresse et les mots du lien.
    """

    code: str
    mesurer: Callable[[Dossier], dict[str, Quantite]]
    adresses: "Callable[[Dossier, Any], dict[str, tuple[str, str]]] | None" = None
    ordre: int = 0


@dataclass(frozen=True)
class Etape:
    """Une ligne du tableau ; `part` : largeur de sa barre, en pour cent du prévu."""

    libelle: str
    classe: str
    quantite: Quantite
    part: int


MESURES: Registre[Mesure] = Registre("mesures des étapes d'un financement")


def quantites_de(dossier: Dossier, financement: Financement) -> dict[str, Quantite]:
    """Par code d'étape, ce qui est connu : le prévu d'ici, le reste de chaque pièce inscrite."""
    quantites = {"prevu": Quantite(financement.minutes_financees, financement.montant_total)}
    for mesure in MESURES:
        quantites |= mesure.mesurer(dossier)
    return quantites


def etapes_de(quantites: Mapping[str, Quantite]) -> list[Etape]:
    """Les quatre étapes, dans l'ordre."""
    prevu = quantites["prevu"]
    return [
        Etape(libelle, classe, quantite, _part(quantite, prevu))
        for code, libelle, classe in ETAPES
        for quantite in [quantites.get(code, Quantite())]
    ]


def differences_de(
    financement: Financement, quantites: Mapping[str, Quantite], avancement: str
) -> list[Difference]:
    """Ce qui diffère entre prévu, planifié et réalisé ; un forfait se passe d'heures."""
    return comparer(
        quantites["prevu"],
        quantites.get("planifie", Quantite()),
        quantites.get("realise", Quantite()),
        is_fini=avancement in FINIS,
        is_forfait=financement.tarification == Tarification.FORFAIT,
    )


def compter_ecarts(dossier: Dossier, planning: FaitsPlanning, avancement: str) -> int:
    """Le nombre de différences, d'après des faits tout juste recomptés. Une requête, aucune s'il est préchargé."""
    financement = financement_du_dossier(dossier)
    minutes = (planning.minutes_planifiees, planning.minutes_realisees)
    quantites = {
        "prevu": Quantite(financement.minutes_financees, financement.montant_total),
        **quantites_des_seances(financement.tarif_horaire, *minutes),
    }
    return len(differences_de(financement, quantites, avancement))


def ecarts_en_mots(dossier: Dossier, financement: Financement) -> str:
    """Ce qui diffère dans ce dossier, en une ligne ; vide si rien. Aucune requête."""
    dossier._financement_lu = financement
    differences = differences_de(financement, quantites_de(dossier, financement), dossier.avancement)
    return " · ".join(str(difference) for difference in differences)


def _part(quantite: Quantite, prevu: Quantite) -> int:
    """Les heures si le dossier en a, sinon les euros ; 100 au plus."""
    fait, total = quantite.minutes, prevu.minutes
    if not total:
        fait, total = quantite.montant, prevu.montant
    return min(100, round(100 * fait / total)) if fait and total else 0
