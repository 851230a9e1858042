"""Le dialogue d'une valeur de liste."""

from typing import Any

from jalon.ui.formulaires import ChampCases, ChampChoix, ChampOuiNon, ChampTexte, FormulaireJalon

from ..models import Prestation, TypeEvenementMaison, ValeurDeReference
from ..models.reference import FAITS


class ValeurForm(FormulaireJalon):
    """Une valeur. Le défaut et le code ne se proposent que là où ils servent."""

    libelle = ChampTexte(label="Libellé", max_length=120, largeur=8)
    code = ChampTexte(label="Code", max_length=20, required=False, largeur=4, help_text="Facultatif.")
    is_defaut = ChampOuiNon(
        label="Proposée d’office", help_text="Une seule par liste : elle remplace la précédente."
    )

    @classmethod
    def pour(cls, valeur: ValeurDeReference, data: Any = None, *, avec_defaut: bool = True) -> "ValeurForm":
        """Le formulaire d'une valeur, neuve ou enregistrée."""
        form = (TypeEvenementForm if isinstance(valeur, TypeEvenementMaison) else cls)(data)
        form.initial = {nom: getattr(valeur, nom) for nom in form.fields if nom != "prestations"}
        if not avec_defaut:
            del form.fields["is_defaut"]
        if valeur.pk and "prestations" in form.fields:
            form.initial["prestations"] = list(valeur.prestations.values_list("pk", flat=True))
        return form

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs à donner à l'acte, après `is_valid`."""
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "prestations"}

    @property
    def prestations(self) -> list[Prestation] | None:
        """Les prestations cochées ; None quand la liste n'en a pas."""
        if "prestations" not in self.cleaned_data:
            return None
        return list(Prestation.objects.filter(pk__in=self.cleaned_data["prestations"]).order_by("cle_tri", "pk"))


class TypeEvenementForm(ValeurForm):
    fait = ChampChoix(
        label="Fait signifié",
        choices=FAITS,
        required=False,
        vide="Aucun",
        largeur=12,
        help_text="Ce qu’il change au dossier : une sortie le termine, une suspension le suspend…",
    )
    prestations = ChampCases(label="Prestations", required=False, help_text="Aucune cochée : proposé pour toutes.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        permises = Prestation.objects.order_by("cle_tri", "pk").values_list("pk", "libelle")
        self.fields["prestations"].choices = [(pk, libelle) for pk, libelle in permises]
