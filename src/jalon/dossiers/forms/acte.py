"""Les paramètres d'un acte qu'un événement déclenche."""

from typing import Any

from jalon.ui.formulaires import FormulaireJalon


class FormulaireActe(FormulaireJalon):
    """Base des formulaires inscrits à `ACTES_DECLENCHES`.

    La saisie se garde telle quelle avec un événement à venir, et se revalide à son jour : une personne partie
    entre-temps est alors refusée. Aucun champ de fichier.
    """

    def __init__(self, data: Any = None, *, dossier, par, prefix: str | None = None) -> None:
        self.dossier, self.par = dossier, par
        super().__init__(data, prefix=prefix)
        self.preparer()

    def preparer(self) -> None:
        """Pose les choix permis et les valeurs proposées."""

    def resume(self) -> str:
        """Ce que l'acte fera, en une phrase lue avant de confirmer. Après `is_valid`."""
        raise NotImplementedError
