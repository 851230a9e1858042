"""Formulaires du dossier qui ne sont pas des blocs."""

from .evenement import EvenementForm
from .ouverture import OuvertureForm

__all__ = ["EvenementForm", "OuvertureForm"]
