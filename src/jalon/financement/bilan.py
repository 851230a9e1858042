"""Prévu, planifié, réalisé, facturé d'une convention : la somme de ses dossiers, et ce qui diffère (H4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from jalon.socle.formats import montrer_duree

from .etapes import ETAPES, Etape, differences_de, etapes_de, quantites_de
from .models import Convention, Financement
from .queries import financements_visibles
from .rules import Difference, Quantite

LUS = (
    "minutes_financees",
    "montant_total",
    "tarif_horaire",
    "tarification",
    "dossier__numero",
    "dossier__avancement",
    "dossier__minutes_realisees",
    "dossier__minutes_planifiees",
)


@dataclass(frozen=True)
class Constat:
    """Une différence, tous dossiers réunis : la phrase, combien de dossiers, et où l'on agit."""

    phrase: str
    nombre: int
    adresse: str
    lien: str


@dataclass
class BilanConvention:
    """Les sommes par étape, et par différence : la somme, les numéros des dossiers."""

    nombre: int = 0
    quantites: dict[str, Quantite] = field(default_factory=lambda: {code: Quantite() for code, *_ in ETAPES})
    differences: dict[str, tuple[Difference, list[str]]] = field(default_factory=dict)

    @property
    def etapes(self) -> list[Etape]:
        return etapes_de(self.quantites)

    def ajouter(self, financement: Financement) -> None:
        """Un dossier de plus."""
        dossier = financement.dossier
        dossier._financement_lu = financement
        quantites = quantites_de(dossier, financement)
        self.nombre += 1
        for code, quantite in quantites.items():
            self.quantites[code] = self.quantites[code].plus(quantite)
        for difference in differences_de(financement, quantites, dossier.avancement):
            somme, numeros = self.differences.get(difference.code, (Difference(difference.code), []))
            self.differences[difference.code] = (somme.plus(difference), [*numeros, dossier.numero])


def bilan_de(convention: Convention, utilisateur) -> BilanConvention:
    """Le bilan des dossiers de cette convention que l'utilisateur voit. Une requête."""
    bilan = BilanConvention()
    lus = financements_visibles(convention, utilisateur).filter(dossier__annule_at__isnull=True)
    for financement in lus.select_related("dossier").only(*LUS).order_by("pk"):
        bilan.ajouter(financement)
    return bilan


def constats_de(convention: Convention, bilan: BilanConvention) -> list[Constat]:
    """Ce qui dépasse la convention, puis chaque différence de ses dossiers : au dossier s'il est seul, sinon à
    la liste de ceux qui s'écartent."""
    return [*_au_dela(convention, bilan), *(_constat(convention, *lue) for lue in bilan.differences.values())]


def _au_dela(convention: Convention, bilan: BilanConvention) -> Iterable[Constat]:
    planifiees = bilan.quantites["planifie"].minutes
    if not convention.minutes_financees or not planifiees or planifiees <= convention.minutes_financees:
        return
    trop = montrer_duree(planifiees - convention.minutes_financees)
    adresse = reverse("financement:convention_modifier", args=[convention.pk])
    phrase = f"{trop} de séances au-delà des heures de la convention"
    yield Constat(phrase, 0, f"{adresse}#id_minutes_financees", "Revoir la convention")


def _constat(convention: Convention, difference: Difference, numeros: list[str]) -> Constat:
    if len(numeros) == 1:
        adresse = reverse("financement:dossier", args=numeros)
        return Constat(str(difference), 1, adresse, f"Voir le dossier {numeros[0]}")
    adresse = reverse("financement:convention_dossiers", args=[convention.pk])
    return Constat(str(difference), len(numeros), f"{adresse}?ecarts=oui", f"Voir les {len(numeros)} dossiers")
