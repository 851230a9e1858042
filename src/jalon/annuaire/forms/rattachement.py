"""Formulaire du rattachement d'une personne à une société."""

from typing import Any

from jalon.ui.formulaires import ChampDate, ChampTexte, FormulaireJalon

from ..champs import ChampPersonne, ChampSociete
from ..models import Rattachement

CHAMPS_LIEN = ("fonction", "date_debut", "date_fin")


class RattachementForm(FormulaireJalon):
    """Qui, à quel titre, de quand à quand. En modification, `autre` (la personne, la société) ne change plus."""

    autre = "personne"
    personne = ChampPersonne(label="Personne", largeur=12, creation=False)
    fonction = ChampTexte(label="Fonction", max_length=120, required=False, largeur=12)
    date_debut = ChampDate(label="Début", required=False, largeur=6)
    date_fin = ChampDate(label="Fin", required=False, largeur=6, help_text="Le jour du départ.")

    def __init__(self, *args, par, lien: Rattachement | None = None, **kwargs) -> None:
        initial = {nom: getattr(lien, nom) for nom in CHAMPS_LIEN} if lien else {}
        super().__init__(*args, initial=initial, **kwargs)
        if lien:
            del self.fields[self.autre]
        else:
            self.fields[self.autre].pour(par)

    @property
    def lien(self) -> dict[str, Any]:
        """Fonction, début et fin, après `is_valid`."""
        return {nom: self.cleaned_data[nom] for nom in CHAMPS_LIEN}


class RattachementSocieteForm(RattachementForm):
    """Le même lien, vu de la personne : on choisit la société."""

    autre = "societe"
    personne = None
    societe = ChampSociete(label="Société", largeur=12, creation=False)
    field_order = ("societe", *CHAMPS_LIEN)
