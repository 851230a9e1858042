"""Les formulaires de l'éditeur."""

from .modele import ModeleForm, valeurs_de
from .version import VersionForm

__all__ = ["ModeleForm", "VersionForm", "valeurs_de"]
