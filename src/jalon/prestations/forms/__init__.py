"""Formulaires du catalogue."""

from .action import NEUVE, ActionForm, valeurs_action
from .deroule import lignes_deroule, lire_lignes
from .exigences import ExigencesForm
from .prestation import PrestationForm, valeurs_de
from .reference import ValeurForm

__all__ = [
    "NEUVE",
    "ActionForm",
    "ExigencesForm",
    "PrestationForm",
    "ValeurForm",
    "lignes_deroule",
    "lire_lignes",
    "valeurs_action",
    "valeurs_de",
]
