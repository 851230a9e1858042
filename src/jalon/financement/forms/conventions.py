"""Les formulaires d'une convention : entier, et réduit à l'essentiel dans un dialogue (B2)."""

from typing import Any

from django import forms
from django.db.models import Q

from jalon.annuaire.champs import ChampFinanceur
from jalon.prestations.enums import Tarification
from jalon.prestations.models import Prestation
from jalon.prestations.rules import tarification_deduite
from jalon.socle.recherche_texte import chercher
from jalon.ui.formulaires import (
    ChampAutocompleteMultiple,
    ChampChoix,
    ChampChoixBascule,
    ChampDate,
    ChampDuree,
    ChampMontant,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from ..enums import EtatConvention, NatureConvention, TypeFinancement
from ..models import Convention
from ..operations import champs_financeur

VERSION_MAX = 2_147_483_647
HORS_ACTE = ("version", "financeur", "prestations", "motif")
HORS_VALEURS = ("prestations", "motif")
ETATS_INITIAUX = [(etat.value, etat.label) for etat in (EtatConvention.ACTIVE, EtatConvention.BROUILLON)]


class FinanceurDeDialogue(ChampFinanceur):
    """Sans création à la volée : un dialogue n'en remplace pas un autre."""

    def attributs_script(self) -> dict[str, str]:
        attributs = super().attributs_script()
        return {nom: valeur for nom, valeur in attributs.items() if not nom.startswith("data-creer")}


class ConventionRapideForm(FormulaireJalon):
    """L'essentiel d'une convention ; le reste se complète dans Admin > Conventions."""

    reference = ChampTexte(
        label="Référence", max_length=60, largeur=4, help_text="Unique, par exemple CONV-2026-031."
    )
    intitule = ChampTexte(label="Intitulé", max_length=200, largeur=8)
    financeur = FinanceurDeDialogue(label="Financeur", required=False, largeur=12)
    date_debut = ChampDate(label="Début de validité", required=False, largeur=6)
    date_fin = ChampDate(label="Fin de validité", required=False, largeur=6)
    minutes_financees = ChampDuree(label="Heures financées", required=False, largeur=6)
    montant = ChampMontant(label="Montant", required=False, largeur=6)
    prestations = ChampAutocompleteMultiple(
        None,
        url_name="prestations:json",
        label="Prestations couvertes",
        required=False,
        largeur=12,
        help_text="Aucune choisie : la convention vaut pour toutes.",
    )

    def __init__(self, *args, par, convention: Convention | None = None, **kwargs) -> None:
        initial = {**(valeurs_de(convention) if convention else {}), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["financeur"].pour(par)
        self._permettre_prestations(par, convention)

    def _permettre_prestations(self, par, convention: Convention | None) -> None:
        """Les prestations actives, et celles que la convention couvre déjà."""
        visibles = Prestation.objects.visibles_par(par)
        deja = convention.prestations.values("pk") if convention else ()
        champ = self.fields["prestations"]
        champ.queryset = visibles.filter(Q(is_active=True) | Q(pk__in=deja))
        champ.chercher = lambda fiches, texte: chercher(fiches, "texte_recherche", texte)

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        debut, fin = donnees.get("date_debut"), donnees.get("date_fin")
        if debut and fin and fin < debut:
            self.add_error("date_fin", f"La fin précède le début ({debut:%d/%m/%Y}).")
        return donnees

    @property
    def donnees(self) -> dict[str, Any]:
        """Les champs de la convention à donner à l'acte, après `is_valid`."""
        champs = {nom: valeur for nom, valeur in self.cleaned_data.items() if nom not in HORS_ACTE}
        return {**champs, **champs_financeur(self.cleaned_data["financeur"])}

    @property
    def couvertes(self) -> list[Prestation]:
        return list(self.cleaned_data.get("prestations", ()))

    @property
    def version_lue(self) -> int:
        return self.cleaned_data.get("version") or 0


class ConventionForm(ConventionRapideForm):
    """Toute la convention. Le prix saisi dit le mode de tarification si on ne l'a pas choisi."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=VERSION_MAX)
    financeur = ChampFinanceur(label="Financeur", required=False, largeur=6)
    nature = ChampChoix(
        label="Nature", choices=NatureConvention.choices, initial=NatureConvention.CONVENTION, largeur=3
    )
    etat = ChampChoixBascule(
        label="Elle commence",
        choices=ETATS_INITIAUX,
        initial=EtatConvention.ACTIVE,
        largeur=3,
        help_text="Seule une convention active se choisit dans un dossier.",
    )
    type_financement = ChampChoixBascule(
        label="Type de financement",
        choices=[("", "Non précisé"), *TypeFinancement.choices],
        required=False,
        largeur=6,
    )
    tarification = ChampChoixBascule(
        label="Tarification", choices=[("", "Non fixée"), *Tarification.choices], required=False, largeur=6
    )
    tarif_horaire = ChampMontant(label="Tarif horaire", required=False, unite="€/h", largeur=3)
    forfait = ChampMontant(label="Forfait", required=False, largeur=3)
    commentaire = ChampTexteLong(label="Commentaire", required=False, max_length=2000, lignes=3)
    motif = ChampTexte(
        label="Pourquoi la réduire sous ce qu’engagent ses dossiers ?",
        max_length=500,
        required=False,
        largeur=12,
    )

    def __init__(self, *args, par, convention: Convention | None = None, **kwargs) -> None:
        super().__init__(*args, par=par, convention=convention, **kwargs)
        if convention:
            del self.fields["etat"]  # il change par « Activer », « Clore », « Rouvrir »

    @property
    def is_motif_demande(self) -> bool:
        """Vrai quand la convention passe sous ce que ses dossiers engagent."""
        return bool(self["motif"].value() or self["motif"].errors)

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        donnees["tarification"] = tarification_deduite(
            donnees.get("tarification", ""), donnees.get("tarif_horaire"), donnees.get("forfait")
        )
        return donnees


class MotifForm(FormulaireJalon):
    """Pourquoi une convention est close, ou rouverte."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=VERSION_MAX)
    motif = ChampTexteLong(label="Pourquoi ?", max_length=500, lignes=3)


class VersionForm(FormulaireJalon):
    """Un acte sans motif : la version que l'on avait sous les yeux."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=VERSION_MAX)


def valeurs_de(convention: Convention) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    simples = {nom: getattr(convention, nom) for nom in ConventionForm.base_fields if nom not in HORS_VALEURS}
    return {**simples, "prestations": list(convention.prestations.order_by("cle_tri", "pk"))}
