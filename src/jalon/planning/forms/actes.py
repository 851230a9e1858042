"""Annuler, reporter, rétablir une séance."""

from typing import Any

from jalon.structure.forms.champs import champ_version
from jalon.ui.formulaires import ChampChoixBascule, ChampTexte, FormulaireJalon

from ..enums import AnnuleePar
from ..models import Seance
from .commun import ConflitForm, MomentForm, moment_de


class AnnulationForm(FormulaireJalon):
    """Qui annule, et pourquoi."""

    version = champ_version()
    annulee_par = ChampChoixBascule(label="Annulée par", choices=AnnuleePar.choices, largeur=12)
    motif = ChampTexte(label="Motif", max_length=300, largeur=12)

    def __init__(self, *args: Any, seance: Seance, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": seance.version}, **kwargs)


class ReportForm(MomentForm):
    """Le nouveau moment, et pourquoi."""

    motif = ChampTexte(label="Motif", max_length=300, required=False, largeur=12)

    def __init__(self, *args: Any, seance: Seance, **kwargs: Any) -> None:
        self.seance = seance
        moment = moment_de(seance.debut, seance.fin)
        initial = {"version": seance.version, **moment, "jour": None}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["heure_fin"].help_text = "Vide : la même durée."
        self.order_fields(("jour", "heure_debut", "heure_fin", "motif", "motif_conflit", "version"))

    def minutes_par_defaut(self) -> int | None:
        return self.seance.minutes


class RetablirForm(ConflitForm):
    """Confirmer le retour à « programmée » ; un conflit s'accepte avec un motif."""

    version = champ_version()

    def __init__(self, *args: Any, seance: Seance, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": seance.version}, **kwargs)
