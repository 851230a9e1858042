"""Ce que l'on saisit : une signature, son annulation, celles d'une feuille de papier."""

import uuid
from typing import Any

from django import forms

from jalon.ui.formulaires import (
    ChampCases,
    ChampChoixBascule,
    ChampDate,
    ChampFichier,
    ChampTexte,
    FormulaireJalon,
)

from .queries import Attendu
from .rules.signatures import NOM_MAX


class SignatureForm(FormulaireJalon):
    """Un tracé, ou « j'atteste » et son nom tapé. `envoi` : la clé qui fait d'un double envoi une signature."""

    envoi = forms.UUIDField(widget=forms.HiddenInput)
    traits = forms.CharField(required=False)
    atteste = forms.BooleanField(required=False)
    nom = forms.CharField(max_length=NOM_MAX, required=False)

    def __init__(self, *args: Any, attendu: Attendu, **kwargs: Any) -> None:
        self.attendu = attendu
        super().__init__(*args, initial={"envoi": uuid.uuid4()}, **kwargs)

    @property
    def saisie(self) -> dict[str, Any]:
        """Ce que l'acte reçoit : le nom attendu quand on dessine, le nom tapé quand on atteste."""
        net = self.cleaned_data
        is_attestee = net["atteste"] and not net["traits"]
        return {
            "envoi": net["envoi"],
            "traits": net["traits"],
            "is_attestee": is_attestee,
            "nom": net["nom"] if is_attestee else self.attendu.nom,
        }


QUOI = {
    "feuille": "Avec les signatures",
    "vierge": "À signer sur papier",
    "attestation": "Attestation d’assiduité",
}


class PeriodeForm(FormulaireJalon):
    """Quoi imprimer, et sur quelle période."""

    quoi = ChampChoixBascule(label="Document", choices=QUOI.items(), largeur=12)
    du = ChampDate(label="Du", required=False, largeur=6)
    au = ChampDate(label="Au", required=False, largeur=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"quoi": "feuille"}, **kwargs)

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        du, au = donnees.get("du"), donnees.get("au")
        if du and au and au < du:
            self.add_error("au", "La fin vient après le début.")
        return donnees


class AnnulationForm(FormulaireJalon):
    """Pourquoi la signature ne vaut plus."""

    motif = ChampTexte(label="Motif", max_length=300, largeur=12)


class PapierForm(FormulaireJalon):
    """Qui a signé sur la feuille, et le scan."""

    signataires = ChampCases(label="Ont signé sur la feuille")
    fichier = ChampFichier(
        label="Feuille signée", required=False, largeur=12, help_text="PDF ou photo ; rangée dans Documents."
    )

    def __init__(self, *args: Any, lignes: list[Attendu], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signataires"].choices = [(ligne.cle, _montrer(ligne, lignes)) for ligne in lignes]
        self.fields["signataires"].initial = [ligne.cle for ligne in lignes]


def _montrer(ligne: Attendu, lignes: list[Attendu]) -> str:
    """« MARTIN Claire », et la demi-journée quand la séance en a deux."""
    plusieurs = len({autre.moment.code for autre in lignes}) > 1
    return f"{ligne.nom}, {ligne.moment.libelle.lower()}" if plusieurs else ligne.nom
