"""Les actes du financement : la part d'un dossier, les conventions et leurs états."""

from .commun import champs_financeur
from .conventions import creer_convention, modifier_convention
from .etats import activer_convention, clore_convention, rouvrir_convention
from .financement import modifier_financement
from .parts import LignePart, RefusPart

__all__ = [
    "LignePart",
    "RefusPart",
    "activer_convention",
    "champs_financeur",
    "clore_convention",
    "creer_convention",
    "modifier_convention",
    "modifier_financement",
    "rouvrir_convention",
]
