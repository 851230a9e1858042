"""La ligne d'un co-financeur dans le formulaire du financement (B7, B8)."""

from typing import Any

from jalon.annuaire.champs import ChampFinanceur
from jalon.ui.formulaires import ChampChoix, ChampDate, ChampMontant, ChampTexte, FormulaireJalon

from ..enums import Accord, Dispositif, ModePart, Payeur

PRECISIONS = ("payeur", "reference", "accord", "date_accord")


class PartForm(FormulaireJalon):
    """La part d'un co-financeur, en euros ou en pourcentage (B7, B8)."""

    financeur = ChampFinanceur(label="Co-financeur", largeur=4)
    valeur = ChampMontant(label="Part", largeur=2, unite="")
    mode = ChampChoix(label="En", choices=ModePart.choices, initial=ModePart.EUROS, required=False, largeur=1)
    dispositif = ChampChoix(label="Dispositif", choices=Dispositif.choices, required=False, largeur=3)
    payeur = ChampChoix(label="Qui paie", choices=Payeur.choices, required=False, largeur=4)
    reference = ChampTexte(label="Référence chez lui", max_length=60, required=False, largeur=3)
    accord = ChampChoix(label="Accord", choices=Accord.choices, required=False, largeur=2)
    date_accord = ChampDate(label="Le", required=False, largeur=3)

    def __init__(self, *args, par, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["financeur"].pour(par)
        self.fields["mode"].choices = ModePart.choices

    @property
    def is_precisee(self) -> bool:
        """Vrai si une précision est remplie ou en erreur : la ligne s'ouvre alors dépliée."""
        return any(self[nom].value() or self[nom].errors for nom in PRECISIONS)

    def clean_mode(self) -> str:
        return self.cleaned_data["mode"] or ModePart.EUROS

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        valeur = donnees.get("valeur")
        if donnees.get("mode") == ModePart.POURCENT and valeur is not None and valeur > 100:
            self.add_error("valeur", "Un pourcentage ne dépasse pas 100.")
        return donnees
