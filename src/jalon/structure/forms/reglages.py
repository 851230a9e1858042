"""Formulaires des réglages de la maison."""

from typing import Any

from django import forms

from jalon.ui.formulaires import (
    ChampChoix,
    ChampCourriel,
    ChampDate,
    ChampEntier,
    ChampFichier,
    ChampTelephone,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from ..enums import Mois, Regime
from ..models import Reglages
from ..models.reglages import RAISON_SOCIALE_ORIGINE
from ..rules import FUSEAUX, JOURS_APRES_MAX, MINUTES_AVANT_MAX, refus_format_numero
from .champs import ChampCouleur, ChampNda, ChampSiret, ChampSite, champ_version


class LogoForm(FormulaireJalon):
    """Le logo à déposer, et la version des réglages que l'on modifie."""

    version = champ_version()
    logo = ChampFichier(
        label="Image du logo",
        largeur=12,
        help_text="PNG, JPEG ou WebP, 2 Mo au plus. Elle est ramenée à 800 pixels.",
        error_messages={"empty": "Ce fichier est vide.", "required": "Choisissez une image."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["logo"].widget.attrs["accept"] = "image/png,image/jpeg,image/webp"


class ReglagesForm(FormulaireJalon):
    """Tout ce que la maison dit d'elle-même. `blocs` : l'écran, carte par carte."""

    blocs = (
        ("identite", "Identité", ("raison_sociale", "forme_juridique", "siret", "numero_declaration_activite")),
        (
            "coordonnees",
            "Coordonnées",
            (
                "adresse",
                "complement_adresse",
                "code_postal",
                "ville",
                "pays",
                "telephone",
                "courriel",
                "site_web",
            ),
        ),
        ("documents", "Documents", ("couleur_principale", "couleur_secondaire", "mentions")),
        ("marche", "Fonctionnement", ("fuseau_horaire", "mois_debut_exercice", "format_numero")),
        ("signature", "Signature des séances", ("minutes_avant_signature", "jours_apres_signature")),
    )
    version = champ_version()
    raison_sociale = ChampTexte(label="Raison sociale", max_length=200)
    forme_juridique = ChampTexte(
        label="Forme juridique", max_length=80, required=False, help_text="Association, SARL, SCOP…"
    )
    siret = ChampSiret(label="SIRET", required=False, help_text="14 chiffres.")
    numero_declaration_activite = ChampNda(
        label="Numéro de déclaration d’activité",
        required=False,
        help_text="11 chiffres, donnés par la DREETS.",
    )
    adresse = ChampTexte(label="Adresse", max_length=200, required=False)
    complement_adresse = ChampTexte(label="Complément d’adresse", max_length=200, required=False)
    code_postal = ChampTexte(label="Code postal", max_length=10, required=False, largeur=3)
    ville = ChampTexte(label="Ville", max_length=120, required=False, largeur=5)
    pays = ChampTexte(
        label="Pays", max_length=80, required=False, largeur=4, help_text="Laissez vide pour la France."
    )
    telephone = ChampTelephone(label="Téléphone", required=False, largeur=4)
    courriel = ChampCourriel(label="Courriel", required=False, largeur=4)
    site_web = ChampSite(label="Site web", required=False, largeur=4)
    couleur_principale = ChampCouleur(label="Couleur principale", largeur=3)
    couleur_secondaire = ChampCouleur(label="Couleur secondaire", largeur=3)
    mentions = ChampTexteLong(
        label="Mentions de bas de page",
        required=False,
        lignes=3,
        max_length=2000,
        help_text="Capital, RCS, assurance, certification Qualiopi… Imprimées en pied des documents.",
    )
    fuseau_horaire = ChampChoix(
        label="Fuseau horaire", choices=FUSEAUX, help_text="Jalon montre toutes les heures dans ce fuseau."
    )
    mois_debut_exercice = ChampChoix(label="Premier mois de l’exercice comptable", choices=Mois.choices)
    format_numero = ChampTexte(
        label="Format du numéro de dossier",
        max_length=40,
        help_text="{annee} et {numero} sont remplacés ; {numero:06d} l’écrit sur six chiffres.",
    )

    minutes_avant_signature = ChampEntier(
        label="Ouverte avant le début, en minutes",
        max_value=MINUTES_AVANT_MAX,
        help_text="0 : à l’heure du début, pas avant.",
    )
    jours_apres_signature = ChampEntier(
        label="Possible après la fin, en jours",
        min_value=1,
        max_value=JOURS_APRES_MAX,
        help_text="Au-delà, on signe sur papier. Le retard s’imprime sur la feuille.",
    )

    def clean_raison_sociale(self) -> str:
        nom = self.cleaned_data["raison_sociale"]
        if nom.strip() == RAISON_SOCIALE_ORIGINE:
            raise forms.ValidationError("Écrivez le nom de votre organisme : il figure sur les documents.")
        return nom

    def clean_mois_debut_exercice(self) -> int:
        return int(self.cleaned_data["mois_debut_exercice"])

    def clean_format_numero(self) -> str:
        modele = self.cleaned_data["format_numero"].strip()
        if phrase := refus_format_numero(modele):
            raise forms.ValidationError(phrase)
        return modele

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs à donner à l'acte, après `is_valid`."""
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "version"}

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"] or 0


def valeurs_reglages(reglages: Reglages) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire ; le nom d'origine laisse le champ vide."""
    valeurs = {nom: getattr(reglages, nom) for nom in ReglagesForm.base_fields}
    if not reglages.is_nommee:
        valeurs["raison_sociale"] = ""
    return valeurs


class RegimeTvaForm(FormulaireJalon):
    """Un nouveau régime, à compter d'un jour."""

    regime = ChampChoix(label="Régime", choices=Regime.choices, largeur=12)
    date_effet = ChampDate(label="À compter du", largeur=6)
    motif = ChampTexte(label="Motif", required=False, largeur=12, help_text="Seuil dépassé, attestation obtenue…")
