"""Lignes répétables : « Ajouter » et « Retirer », avec ou sans script."""

from django import forms
from django.forms import BaseFormSet, formset_factory

from .choix import ChampOuiNon

TROP = "%(num)d lignes au plus."
TROP_PEU = "%(num)d ligne au moins."


class LignesJalon(BaseFormSet):
    """Jeu de lignes ; les lignes cochées « Retirer » et les lignes vides ne comptent pas."""

    default_error_messages = {
        "missing_management_form": "La page est incomplète : rechargez-la.",
        "too_many_forms": TROP,
        "too_few_forms": TROP_PEU,
    }
    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """La case « Retirer » porte notre présentation."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"] = ChampOuiNon(label="Retirer")

    def get_context(self) -> dict:
        return {"formset": self, "gabarit": "", "ajouter": "Ajouter une ligne"}

    @property
    def lignes_gardees(self) -> list[dict]:
        """Valeurs nettes des lignes remplies et non retirées, dans l'ordre de l'écran (après `is_valid`)."""
        retirees = self.deleted_forms
        return [f.cleaned_data for f in self.forms if f not in retirees and f.has_changed_ou_initial()]


class _Ligne:
    """Ajouté aux formulaires de ligne : une ligne compte si elle existait ou si on l'a remplie."""

    def has_changed_ou_initial(self) -> bool:
        return bool(self.cleaned_data) and (self.has_changed() or not self.empty_permitted)


def lignes_de(
    formulaire: type[forms.Form], *, extra: int = 1, min_num: int = 0, max_num: int = 50
) -> type[LignesJalon]:
    """Fabrique un jeu de lignes pour ce formulaire.

    `extra` : lignes vides montrées sans script (le script les replie et propose « Ajouter »).
    """
    ligne = type(f"Ligne{formulaire.__name__}", (_Ligne, formulaire), {})
    return formset_factory(
        ligne,
        formset=LignesJalon,
        extra=extra,
        min_num=min_num,
        validate_min=bool(min_num),
        max_num=max_num,
        validate_max=True,
        absolute_max=max_num + 50,
        can_delete=True,
    )
