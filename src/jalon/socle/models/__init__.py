"""Modèles sans mot du métier : horodatage, compteurs, travaux longs, réglages personnels des listes."""

from .commun import Compteur, Horodate, Versionne
from .liste import PreferenceListe, VueEnregistree
from .travail import LigneTravail, Travail

__all__ = [
    "Compteur",
    "Horodate",
    "LigneTravail",
    "PreferenceListe",
    "Travail",
    "Versionne",
    "VueEnregistree",
]
