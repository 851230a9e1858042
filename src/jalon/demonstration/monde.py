"""Ce que les pièces de la démonstration se passent l'une à l'autre."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from jalon.annuaire.models import Personne, Societe
from jalon.comptes.models import Utilisateur
from jalon.prestations.models import Motif, Origine, Prestation, Suivi
from jalon.structure.models import Centre, Lieu

from .calendrier import a_heure_de_bureau, jour_ouvre
from .chronologie import Chronologie
from .fiches import Identites

if TYPE_CHECKING:
    from .conventions import Cadre

ANCIENNETE = 600  # jours : l'âge de la maison de démonstration


@dataclass
class Monde:
    """Le jour de référence, le hasard à graine fixe, et tout ce qui est déjà posé."""

    jour: date
    graine: str
    chronologie: Chronologie = field(default_factory=Chronologie)
    centres: dict[str, Centre] = field(default_factory=dict)
    lieux: dict[str, list[Lieu]] = field(default_factory=dict)
    utilisateurs: dict[str, Utilisateur] = field(default_factory=dict)
    prestations: dict[str, Prestation] = field(default_factory=dict)
    societes: dict[str, Societe] = field(default_factory=dict)
    employeurs: list[Societe] = field(default_factory=list)
    prescripteurs: list[Personne] = field(default_factory=list)
    tuteurs: dict[int, list[Personne]] = field(default_factory=dict)
    contacts: dict[int, list[Personne]] = field(default_factory=dict)
    beneficiaires: dict[tuple[str, int], Personne] = field(default_factory=dict)
    conventions: list["Cadre"] = field(default_factory=list)
    premier_rang: int = 1  # de la première société à créer : son SIRET et son adresse en découlent
    suivis: dict[str, Suivi] = field(default_factory=dict)
    origines: dict[str, Origine] = field(default_factory=dict)
    motifs: list[Motif] = field(default_factory=list)
    identites_imposees: dict[tuple[str, int], tuple[str, str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.alea = Random(self.graine)
        self.identites = Identites(self.alea)

    @property
    def admin(self) -> Utilisateur:
        return self.utilisateurs["administrateur"]

    def il_y_a(self, jours: int) -> datetime:
        """Un instant de bureau, `jours` jours avant le jour de référence."""
        return a_heure_de_bureau(jour_ouvre(self.jour - timedelta(days=jours)), self.alea)
