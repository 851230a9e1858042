"""Prévu, planifié, réalisé, facturé : les quatre étapes côte à côte (H4).

Le prévu vient d'ici ; le planning inscrit le planifié et le réalisé dans `MESURES`. Une étape que rien ne mesure
se lit « — », jamais zéro.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from jalon.dossiers.models import Dossier
from jalon.socle.registres import Registre

from .models import Financement

ETAPES = (
    ("prevu", "Prévu", "prevu"),
    ("planifie", "Planifié", "prevu"),
    ("realise", "Réalisé", "fait"),
    ("facture", "Facturé", "facture"),
)


@dataclass(frozen=True)
class Quantite:
    """Des minutes et des euros ; None : inconnu."""

    minutes: int | None = None
    montant: Decimal | None = None


@dataclass(frozen=True)
class Mesure:
    """Une pièce qui mesure des étapes : `mesurer(dossier)` rend, par code d'étape, ses heures et ses euros."""

    code: str
    mesurer: Callable[[Dossier], dict[str, Quantite]]
    ordre: int = 0


@dataclass(frozen=True)
class Etape:
    """Une ligne du tableau ; `part` : largeur de sa barre, en pour cent du prévu."""

    libelle: str
    classe: str
    quantite: Quantite
    part: int


MESURES: Registre[Mesure] = Registre("mesures des étapes d'un financement")


def etapes_de(dossier: Dossier, financement: Financement) -> list[Etape]:
    """Les quatre étapes, dans l'ordre."""
    prevu = Quantite(financement.minutes_financees, financement.montant_total)
    quantites = {"prevu": prevu}
    for mesure in MESURES:
        quantites |= mesure.mesurer(dossier)
    return [
        Etape(libelle, classe, quantite, _part(quantite, prevu))
        for code, libelle, classe in ETAPES
        for quantite in [quantites.get(code, Quantite())]
    ]


def _part(quantite: Quantite, prevu: Quantite) -> int:
    """Les heures si le dossier en a, sinon les euros ; 100 au plus."""
    fait, total = quantite.minutes, prevu.minutes
    if not total:
        fait, total = quantite.montant, prevu.montant
    return min(100, round(100 * fait / total)) if fait and total else 0
