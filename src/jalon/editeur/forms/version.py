"""Déposer un fichier sur un modèle."""

from typing import Any

from jalon.documents.examen import taille_max
from jalon.documents.forms import ChampFichiers
from jalon.documents.rules import montrer_taille
from jalon.ui.formulaires import FormulaireJalon


class VersionForm(FormulaireJalon):
    fichiers = ChampFichiers(label="Fichier", plusieurs=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "fichiers"
        ].help_text = f"Un document Word (.docx) ou OpenDocument (.odt), {montrer_taille(taille_max())} au plus."
        self.fields["fichiers"].widget.attrs["accept"] = ".docx,.odt"
