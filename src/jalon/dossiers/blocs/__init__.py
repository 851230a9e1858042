"""Les blocs de la page d'un dossier : la page n'est que leur liste (règle 4)."""

from .base import Bloc, FormulaireBloc

__all__ = ["Bloc", "FormulaireBloc"]
