"""Conventions (le cadre) et financement d'un dossier (sa part)."""

from .convention import Convention
from .financement import Financement, PartFinanceur

__all__ = ["Convention", "Financement", "PartFinanceur"]
