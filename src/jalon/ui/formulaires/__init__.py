"""Formulaires de la maison : champs français, rendu, verrous, conflits, lignes répétables."""

from .autocomplete import ChampAutocomplete, ChampAutocompleteMultiple
from .base import FormulaireJalon, FormulaireModele
from .champs import (
    ChampCourriel,
    ChampDate,
    ChampDuree,
    ChampEntier,
    ChampFichier,
    ChampMontant,
    ChampPourcentage,
    ChampTelephone,
    ChampTexte,
    ChampTexteLong,
)
from .choix import ChampCases, ChampChoix, ChampChoixBascule, ChampOuiNon
from .lignes import LignesJalon, lignes_de

__all__ = [
    "ChampAutocomplete",
    "ChampAutocompleteMultiple",
    "ChampCases",
    "ChampChoix",
    "ChampChoixBascule",
    "ChampCourriel",
    "ChampDate",
    "ChampDuree",
    "ChampEntier",
    "ChampFichier",
    "ChampMontant",
    "ChampOuiNon",
    "ChampPourcentage",
    "ChampTelephone",
    "ChampTexte",
    "ChampTexteLong",
    "FormulaireJalon",
    "FormulaireModele",
    "LignesJalon",
    "lignes_de",
]
