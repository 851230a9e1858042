"""Formulaires d'exemple du catalogue : un champ de chaque genre. Rien n'est enregistré."""

from decimal import Decimal

from django import forms
from django.urls import reverse

from .formulaires import (
    ChampChoix,
    ChampChoixBascule,
    ChampCourriel,
    ChampDate,
    ChampDuree,
    ChampMontant,
    ChampOuiNon,
    ChampPourcentage,
    ChampTelephone,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
    lignes_de,
)

TARIFICATIONS = [("horaire", "Horaire"), ("forfait", "Forfait")]
ACTIONS = [("investigation", "Investigation"), ("conclusion", "Conclusion")]


class ChampOrganisme(ChampTexte):
    """Autocomplétion sans modèle : le catalogue n'a pas de table à lui."""

    widget = forms.Select

    def attributs_script(self) -> dict[str, str]:
        return {
            "data-autocomplete": reverse("ui:catalogue_propositions"),
            "data-invite": "Tapez deux lettres",
            "data-creer": reverse("ui:catalogue_dialogue"),
            "data-creer-libelle": "Créer l’organisme",
        }


class FormulaireExemple(FormulaireJalon):
    beneficiaire = ChampTexte(label="Bénéficiaire", largeur=12)
    organisme = ChampOrganisme(label="Organisme", required=False)
    debut = ChampDate(label="Début")
    fin = ChampDate(label="Fin", required=False)
    tarification = ChampChoixBascule(label="Tarification", choices=TARIFICATIONS, largeur=3)
    duree = ChampDuree(label="Heures financées", required=False, help_text="24, 24,5 ou 24 h 30")
    tarif = ChampMontant(label="Tarif horaire", unite="€/h", required=False)
    part = ChampMontant(label="Montant total", required=False)
    taux = ChampPourcentage(label="Part du financeur", required=False)
    action = ChampChoix(label="Action", choices=ACTIONS, required=False, largeur=3)
    telephone = ChampTelephone(label="Téléphone", required=False, largeur=3)
    courriel = ChampCourriel(label="Courriel", required=False, largeur=3)
    commentaire = ChampTexteLong(label="Commentaire", required=False, max_length=200)
    prevenir = ChampOuiNon(label="Prévenir les participants")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        courant = self["organisme"].value() or ""
        choix = [("", ""), (courant, _nom_lisible(courant))] if courant else [("", "")]
        self.fields["organisme"].widget.choices = choix

    def clean(self) -> dict:
        valeurs = super().clean()
        debut, fin = valeurs.get("debut"), valeurs.get("fin")
        if debut and fin and fin < debut:
            self.add_error("fin", f"La fin précède le début ({debut:%d/%m/%Y}).")
        return valeurs


def _nom_lisible(code: str) -> str:
    return {"opco-horizon": "OPCO Horizon"}.get(code, code)


class LigneExemple(FormulaireJalon):
    nom = ChampTexte(label="Co-financeur", largeur=6)
    montant = ChampMontant(label="Part", minimum=Decimal("0.01"))


class FormulaireFiche(FormulaireJalon):
    nom = ChampTexte(label="Raison sociale", max_length=80, largeur=12)


JeuExemple = lignes_de(LigneExemple, max_num=5)


def lignes_exemple() -> list[dict]:
    return [{"nom": "Région Armorique", "montant": Decimal("450.00")}]
