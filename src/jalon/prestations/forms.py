"""Le formulaire d'une prestation."""

from typing import Any

from django import forms

from jalon.ui.formulaires import (
    ChampChoix,
    ChampChoixBascule,
    ChampDuree,
    ChampMontant,
    ChampOuiNon,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from .enums import NaturePrestation, Tarification
from .models import Prestation
from .rules import tarification_deduite

VERSION_MAX = 2_147_483_647


class PrestationForm(FormulaireJalon):
    """Ce que la maison propose. Le prix saisi dit le mode de tarification si on ne l'a pas choisi."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=VERSION_MAX, initial=0
    )
    code = ChampTexte(label="Code", max_length=20, largeur=4, help_text="Court et unique, par exemple BC24.")
    libelle = ChampTexte(label="Nom", max_length=150, largeur=8)
    nature = ChampChoix(label="Nature", choices=NaturePrestation.choices)
    famille = ChampTexte(
        label="Famille", max_length=80, required=False, help_text="Pour regrouper : Bilans, Langues…"
    )
    tarification = ChampChoixBascule(
        label="Tarification", choices=[("", "Non fixée"), *Tarification.choices], required=False, largeur=3
    )
    minutes_prevues = ChampDuree(label="Durée prévue", required=False, help_text="24, 24,5 ou 24 h 30.", largeur=3)
    tarif_horaire = ChampMontant(label="Tarif horaire", required=False, unite="€/h", largeur=3)
    forfait = ChampMontant(label="Forfait", required=False, largeur=3)
    objectif = ChampTexteLong(
        label="Objectif", required=False, help_text="Ce que la personne saura ou aura à la fin."
    )
    is_active = ChampOuiNon(
        label="Proposée à l’ouverture d’un dossier",
        help_text="Retirée, elle reste sur les dossiers qui la portent.",
    )

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        donnees["tarification"] = tarification_deduite(
            donnees.get("tarification", ""), donnees.get("tarif_horaire"), donnees.get("forfait")
        )
        return donnees

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs à donner à l'acte, après `is_valid`."""
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "version"}

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"] or 0


def valeurs_de(prestation: Prestation) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    return {nom: getattr(prestation, nom) for nom in PrestationForm.base_fields}
