"""Formulaires d'une société : la fiche entière, la création à la volée, la recherche de doublons."""

from typing import Any

from jalon.ui.formulaires import (
    ChampCases,
    ChampCourriel,
    ChampEntier,
    ChampOuiNon,
    ChampTelephone,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from ..champs import ChampNaf, ChampSiret, ChampTva
from ..enums import TypeSociete
from ..models import Societe
from ..numeros import DELAI_DEFAUT
from ..rules import LONGUEUR_SIREN, LONGUEUR_SIRET
from .commun import CACHES, ChampCentre, FormulaireFiche

AIDE_SIRET = "14 chiffres ; à défaut les 9 du SIREN."
AIDE_PAYS = "Laissez vide pour la France."
AIDE_DELAI = f"Vide : {DELAI_DEFAUT} jours, la règle sans accord."
AIDE_SERVICE = "Celui que Chorus Pro attend."


class FormulaireSociete(FormulaireFiche):
    """Un seul champ pour le SIRET ou le SIREN : sa longueur dit lequel."""

    compares = ("raison_sociale", "siret")

    @property
    def donnees(self) -> dict[str, Any]:
        donnees = super().donnees
        numero = donnees.pop("siret", "")
        return donnees | {
            "siret": numero if len(numero) == LONGUEUR_SIRET else "",
            "siren": numero[:LONGUEUR_SIREN],
        }


class SocieteRapideForm(FormulaireSociete):
    """Le nécessaire pour désigner une société, depuis un autre écran."""

    raison_sociale = ChampTexte(label="Raison sociale", max_length=200, largeur=12)
    siret = ChampSiret(label="SIRET ou SIREN", required=False, help_text=AIDE_SIRET)
    telephone = ChampTelephone(label="Téléphone", required=False)
    code_postal = ChampTexte(label="Code postal", max_length=10, required=False, largeur=4)
    ville = ChampTexte(label="Ville", max_length=120, required=False, largeur=8)


class SocieteForm(FormulaireSociete):
    """Toute la fiche. Les types se cumulent."""

    hors_fiche = ("types",)
    raison_sociale = ChampTexte(label="Raison sociale", max_length=200)
    nom_commercial = ChampTexte(label="Nom commercial", max_length=200, required=False)
    anciens_noms = ChampTexte(
        label="Anciens noms",
        max_length=300,
        required=False,
        help_text="Séparés par des virgules : la recherche les trouve.",
    )
    siret = ChampSiret(label="SIRET ou SIREN", required=False, help_text=AIDE_SIRET)
    numero_tva = ChampTva(label="N° de TVA", required=False, largeur=4, help_text="Par exemple FR40303265045.")
    code_naf = ChampNaf(label="Code NAF", required=False, largeur=4, help_text="Par exemple 85.59A.")
    forme_juridique = ChampTexte(label="Forme juridique", max_length=80, required=False, largeur=4)
    types = ChampCases(label="Types", choices=TypeSociete.choices, required=False)
    courriel = ChampCourriel(label="Courriel", required=False)
    telephone = ChampTelephone(label="Téléphone", required=False)
    adresse = ChampTexte(label="Adresse", max_length=200, required=False)
    complement_adresse = ChampTexte(label="Complément d’adresse", max_length=200, required=False)
    code_postal = ChampTexte(label="Code postal", max_length=10, required=False, largeur=3)
    ville = ChampTexte(label="Ville", max_length=120, required=False, largeur=5)
    pays = ChampTexte(label="Pays", max_length=80, required=False, largeur=4, help_text=AIDE_PAYS)
    adresse_facturation = ChampTexte(
        label="Adresse de facturation", max_length=200, required=False, help_text="Vide : l’adresse ci-dessus."
    )
    complement_facturation = ChampTexte(label="Complément", max_length=200, required=False)
    code_postal_facturation = ChampTexte(label="Code postal", max_length=10, required=False, largeur=3)
    ville_facturation = ChampTexte(label="Ville", max_length=120, required=False, largeur=5)
    pays_facturation = ChampTexte(label="Pays", max_length=80, required=False, largeur=4, help_text=AIDE_PAYS)
    delai_paiement = ChampEntier(
        label="Délai de paiement", required=False, unite="j", largeur=4, max_value=None, help_text=AIDE_DELAI
    )
    is_publique = ChampOuiNon(label="Entité publique")
    code_service = ChampTexte(
        label="Code service", max_length=100, required=False, largeur=4, help_text=AIDE_SERVICE
    )
    is_engagement_obligatoire = ChampOuiNon(label="N° d’engagement obligatoire")
    centre = ChampCentre()
    commentaire = ChampTexteLong(label="Commentaire", required=False)


def valeurs_societe(societe: Societe) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    noms = [nom for nom in SocieteForm.base_fields if nom not in (*CACHES, "types", "siret")]
    valeurs = {nom: getattr(societe, nom) for nom in noms}
    types = [t.type for t in societe.types.all()]
    return valeurs | {"siret": societe.siret or societe.siren, "types": types, "version": societe.version}


class DoublonsSocieteForm(FormulaireJalon):
    """Ce que l'on compare pendant la saisie. Une valeur pas encore juste ne compte pas."""

    raison_sociale = ChampTexte(required=False)
    siret = ChampSiret(required=False)

    @property
    def criteres(self) -> dict[str, str]:
        """Les valeurs déjà justes."""
        self.is_valid()
        net = self.cleaned_data
        return {"raison_sociale": net.get("raison_sociale", ""), "numero": net.get("siret", "")}
