"""Ce que les formulaires de fiche partagent : la version lue, la clé qui rend la création répétable, le centre."""

from typing import Any
from uuid import UUID, uuid4

from django import forms

from jalon.structure.models import Centre
from jalon.ui.formulaires import FormulaireJalon
from jalon.ui.formulaires.champs import Presentation

VERSION_MAX = 2_147_483_647
CACHES = ("version", "cle_creation")


class ChampCentre(Presentation, forms.ModelChoiceField):
    """Un centre de la maison, parmi les actifs."""

    def __init__(self, **kwargs) -> None:
        messages = {"invalid_choice": "Ce centre n’est plus proposé : choisissez-en un autre."}
        kwargs = {"empty_label": "—", "required": False, "label": "Centre", "error_messages": messages, **kwargs}
        super().__init__(Centre.objects.filter(is_active=True), **kwargs)


class FormulaireFiche(FormulaireJalon):
    """Une fiche en saisie : ses valeurs nettes vont à un acte.

    `hors_fiche` : champs qui ne sont pas des champs du modèle (rôles, types), donnés à part à l'acte.
    `compares` : champs dont la saisie cherche des doublons.
    """

    hors_fiche: tuple[str, ...] = ()
    compares: tuple[str, ...] = ()
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=VERSION_MAX, initial=0
    )
    cle_creation = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args, par, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.par = par
        for champ in self.fields.values():
            if hasattr(champ, "pour"):
                champ.pour(par)

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs à donner à l'acte, après `is_valid`."""
        ecartes = (*CACHES, *self.hors_fiche)
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom not in ecartes}

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"] or 0

    @property
    def cle(self) -> UUID | None:
        """La clé de création ; elle ne change pas quand on renvoie le même formulaire."""
        return self.cleaned_data["cle_creation"]

    @property
    def declencheur_doublons(self) -> str:
        """Ce qui relance la recherche de doublons (htmx) : la frappe dans les champs comparés."""
        noms = [nom for nom in self.compares if nom in self.fields]
        return ", ".join(f"input delay:400ms from:#{self[nom].auto_id}" for nom in noms)
