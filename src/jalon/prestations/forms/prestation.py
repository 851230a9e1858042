"""Le formulaire d'une prestation : ce qu'elle est, et ce que ses contrats en diront."""

from typing import Any, ClassVar

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

from ..enums import NaturePrestation, ObjectifBpf, Tarification
from ..models import Prestation
from ..nsf import CHOIX_NSF
from ..rules import tarification_deduite

VERSION_MAX = 2_147_483_647
IMPRIMES = "Imprimé sur les contrats et les conventions."


def champ_version() -> forms.IntegerField:
    """La version lue, cachée dans le formulaire : deux personnes ne s'écrasent pas."""
    return forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=VERSION_MAX, initial=0
    )


class PrestationForm(FormulaireJalon):
    """Ce que la maison propose. Le prix saisi dit le mode de tarification si on ne l'a pas choisi."""

    version = champ_version()
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
    objectif_bpf = ChampChoix(
        label="Objectif au bilan pédagogique", choices=ObjectifBpf.choices, required=False, help_text="Cadre F-3."
    )
    specialite_nsf = ChampChoix(
        label="Spécialité de formation (NSF)", choices=CHOIX_NSF, required=False, help_text="Cadre F-4."
    )
    objectif = ChampTexteLong(
        label="Objectif", required=False, help_text="Ce que la personne saura ou aura à la fin."
    )
    contenu = ChampTexteLong(label="Contenu", required=False, help_text="Le programme, par parties.")
    niveau_requis = ChampTexteLong(label="Niveau requis", required=False, lignes=2)
    moyens = ChampTexteLong(
        label="Moyens et modalités", required=False, help_text="Pédagogiques, techniques, d’encadrement.", lignes=3
    )
    is_a_distance = ChampOuiNon(label="Tout ou partie à distance")
    modalites_distance = ChampTexteLong(
        label="Modalités à distance",
        required=False,
        lignes=3,
        help_text="Outil, assistance, ce qui prouve l’assiduité.",
    )
    suivi_evaluation = ChampTexteLong(label="Suivi et évaluation", required=False, lignes=3)
    sanction = ChampTexteLong(
        label="Sanction", required=False, lignes=2, help_text="Attestation, certification, synthèse…"
    )
    conditions_abandon = ChampTexteLong(label="Conditions d’abandon", required=False, lignes=3)
    conditions_reglement = ChampTexteLong(label="Conditions de règlement", required=False, lignes=3)
    is_active = ChampOuiNon(
        label="Proposée à l’ouverture d’un dossier",
        help_text="Retirée, elle reste sur les dossiers qui la portent.",
    )

    cartes: ClassVar = (
        ("prestation", "Prestation", "", ("code", "libelle", "nature", "famille")),
        ("tarif", "Durée et tarif", "", ("minutes_prevues", "tarification", "tarif_horaire", "forfait")),
        ("bpf", "Bilan pédagogique et financier", "", ("objectif_bpf", "specialite_nsf")),
        ("programme", "Programme", IMPRIMES, ("objectif", "contenu", "niveau_requis")),
        ("deroulement", "Déroulement", IMPRIMES, ("moyens", "is_a_distance", "modalites_distance",
                                                  "suivi_evaluation", "sanction")),
        ("conditions", "Conditions", IMPRIMES, ("conditions_abandon", "conditions_reglement")),
        ("catalogue", "Au catalogue", "", ("is_active",)),
    )  # fmt: skip

    @property
    def blocs(self) -> list[tuple[str, str, str, list]]:
        """Les cartes de l'écran : code, titre, phrase, champs."""
        return [(code, titre, phrase, [self[n] for n in noms]) for code, titre, phrase, noms in self.cartes]

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
