"""Formulaires des objets de la structure : centre, lieu, ressource, fermeture."""

from typing import Any, ClassVar, Self

from jalon.ui.formulaires import (
    ChampChoix,
    ChampCourriel,
    ChampDate,
    ChampEntier,
    ChampOuiNon,
    ChampTelephone,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from ..enums import NatureCentre, TypeLieu
from ..models.commun import ObjetStructure
from .champs import ChampCentre, ChampResponsable, ChampSite, champ_version

PLACES_MAX = 5000


class FormulaireObjet(FormulaireJalon):
    """Les valeurs d'un objet, et la version à laquelle elles ont été lues. `colonnes` : blocs de l'écran."""

    blocs: ClassVar[tuple[tuple[str, str, tuple[str, ...]], ...]] = ()
    version = champ_version()

    @classmethod
    def pour(cls, objet: ObjetStructure | None, data: Any = None, initial: dict | None = None) -> Self:
        """Le formulaire d'un objet (None : création), lié aux données reçues s'il y en a."""
        form = cls(data, initial=valeurs(cls, objet) if objet else initial)
        for nom, champ in form.fields.items():
            if objet is not None and hasattr(champ, "garder"):
                champ.garder(getattr(objet, nom))
        return form

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs à donner à l'acte, après `is_valid`."""
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "version"}

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"] or 0

    @property
    def cartes(self) -> list[dict[str, Any]]:
        """Les blocs de l'écran : code, titre, champs."""
        return [
            {"code": code, "titre": titre, "champs": [self[n] for n in noms]} for code, titre, noms in self.blocs
        ]


def valeurs(formulaire: type[FormulaireObjet], objet: ObjetStructure) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    return {nom: getattr(objet, nom) for nom in formulaire.base_fields}


class CentreForm(FormulaireObjet):
    """Un centre, une antenne, un local partenaire."""

    blocs = (
        ("identite", "Centre", ("libelle", "nature", "code", "responsable", "capacite", "description")),
        (
            "coordonnees",
            "Coordonnées",
            ("adresse", "code_postal", "ville", "pays", "telephone", "courriel", "site_web"),
        ),
    )
    libelle = ChampTexte(label="Nom", max_length=120)
    nature = ChampChoix(label="Nature", choices=NatureCentre.choices, initial=NatureCentre.ANTENNE, largeur=3)
    code = ChampTexte(
        label="Code", max_length=20, required=False, largeur=3, help_text="Laissé vide, il est tiré du nom."
    )
    responsable = ChampResponsable(required=False)
    capacite = ChampEntier(
        label="Capacité d’accueil", required=False, min_value=1, max_value=PLACES_MAX, largeur=3, unite="places"
    )
    description = ChampTexteLong(label="Description", required=False, lignes=2)
    adresse = ChampTexte(label="Adresse", max_length=200, required=False, largeur=12)
    code_postal = ChampTexte(label="Code postal", max_length=10, required=False, largeur=3)
    ville = ChampTexte(label="Ville", max_length=120, required=False, largeur=5)
    pays = ChampTexte(
        label="Pays", max_length=80, required=False, largeur=4, help_text="Laissez vide pour la France."
    )
    telephone = ChampTelephone(label="Téléphone", required=False, largeur=4)
    courriel = ChampCourriel(label="Courriel", required=False, largeur=4)
    site_web = ChampSite(label="Site web", required=False, largeur=4)


class LieuForm(FormulaireObjet):
    """Une salle, un bureau, un espace d'un centre."""

    blocs = (
        (
            "lieu",
            "Lieu",
            ("centre", "libelle", "type", "capacite", "equipements", "description", "is_partageable"),
        ),
    )
    centre = ChampCentre()
    libelle = ChampTexte(label="Nom", max_length=120)
    type = ChampChoix(label="Type", choices=TypeLieu.choices, initial=TypeLieu.SALLE, largeur=3)
    capacite = ChampEntier(
        label="Capacité", required=False, min_value=1, max_value=PLACES_MAX, largeur=3, unite="places"
    )
    equipements = ChampTexte(
        label="Équipements", max_length=300, required=False, help_text="Vidéoprojecteur, paperboard, visio…"
    )
    description = ChampTexteLong(label="Description", required=False, lignes=2)
    is_partageable = ChampOuiNon(
        label="Partageable",
        help_text="Plusieurs séances y tiennent en même temps, jusqu’à la capacité. "
        "Sinon, une séance l’occupe entièrement.",
    )


class RessourceForm(FormulaireObjet):
    """Un équipement que l'on réserve avec une séance."""

    blocs = (("ressource", "Ressource", ("libelle", "centre", "quantite", "is_partageable", "description")),)
    libelle = ChampTexte(label="Nom", max_length=120)
    centre = ChampCentre(required=False, empty_label="Toute la maison", largeur=3)
    quantite = ChampEntier(label="Exemplaires", min_value=1, max_value=999, initial=1, largeur=3)
    is_partageable = ChampOuiNon(
        label="Partageable",
        help_text="Plusieurs séances s’en servent en même temps, jusqu’au nombre d’exemplaires. "
        "Sinon, une seule à la fois.",
    )
    description = ChampTexteLong(label="Description", required=False, lignes=2)


class FermetureForm(FormulaireObjet):
    """Un jour ou une période où l'on n'ouvre pas."""

    blocs = (("fermeture", "Fermeture", ("libelle", "centre", "date_debut", "date_fin")),)
    libelle = ChampTexte(label="Nom", max_length=120, help_text="Congés de fin d’année, pont, travaux…")
    centre = ChampCentre(required=False, label="Qui ferme", empty_label="Toute la maison")
    date_debut = ChampDate(label="Premier jour fermé")
    date_fin = ChampDate(label="Dernier jour fermé", required=False, help_text="Laissé vide : un seul jour.")

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        if not donnees.get("date_fin") and "date_fin" not in self.errors:
            donnees["date_fin"] = donnees.get("date_debut")
        return donnees
