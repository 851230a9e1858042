"""Conventions (le cadre) et financement d'un dossier (sa part)."""

from .convention import Convention
from .financement import Financement, PartFinanceur
from .memo import ConventionMemo

__all__ = ["Convention", "ConventionMemo", "Financement", "PartFinanceur"]
