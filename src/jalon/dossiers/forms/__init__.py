"""Formulaires du dossier qui ne sont pas des blocs."""

from .ouverture import OuvertureForm

__all__ = ["OuvertureForm"]
