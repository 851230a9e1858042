"""Le catalogue : prestations et leurs versions, actions, listes de la maison."""

from .action import Action
from .prestation import Prestation
from .reference import Motif, Origine, Suivi, TypeDocument, TypeEvenementMaison, ValeurDeReference
from .version import EtapeDeroule, ExigenceChamp, PieceExigee, VersionPrestation

__all__ = [
    "Action",
    "EtapeDeroule",
    "ExigenceChamp",
    "Motif",
    "Origine",
    "PieceExigee",
    "Prestation",
    "Suivi",
    "TypeDocument",
    "TypeEvenementMaison",
    "ValeurDeReference",
    "VersionPrestation",
]
