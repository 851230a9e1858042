"""Le dialogue « Annuler ce dossier »."""

from jalon.ui.formulaires import ChampTexteLong, FormulaireJalon


class AnnulationForm(FormulaireJalon):
    motif = ChampTexteLong(label="Pourquoi ce dossier est-il annulé ?", max_length=500, lignes=3)
