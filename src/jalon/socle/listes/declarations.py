"""Ce qu'une pièce déclare d'une liste : colonnes, vues enregistrées, actes (règle 7)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

VIDE = "—"


@dataclass(frozen=True, slots=True)
class Colonne:
    """Une colonne : ce qu'elle montre, ce par quoi elle trie.

    - `valeur` : fonction de l'objet, ou chemin d'attributs (« centre.libelle ») ; par défaut le `code`.
    - `gabarit` : rend la cellule à l'écran avec `objet` et `valeur` (None si la colonne n'en donne pas) ;
      sans lui, le texte de la valeur. L'export écrit toujours la valeur.
    - `tri` : champs de la requête, « -champ » pour l'ordre inverse ; None si la colonne ne trie pas.
    - `classe` : classes de l'en-tête et des cellules (largeur, place sur téléphone : voir `liste.css`) ;
      `classe_cellule(objet)` en ajoute à une cellule.
    - `preparer` : ajoute à la requête ce que la colonne montre ou trie (annotation, `select_related`…).
    - `par_defaut` : visible sans qu'on l'ait choisie ; `droit` : code du droit sans lequel elle n'existe pas.
    - `exporter(objet, utilisateur)` : ce que l'export écrit quand ce n'est pas la valeur (un nombre, une date…).
      `is_exportee` faux : à l'écran seulement ; `is_affichable` faux : dans l'export seulement.
    """

    code: str
    libelle: str
    valeur: Callable[[Any], Any] | str | None = None
    gabarit: str | None = None
    tri: Sequence[str] | None = None
    classe: str = ""
    ordre: int = 0
    par_defaut: bool = True
    droit: str | None = None
    preparer: Callable[[QuerySet], QuerySet] | None = None
    classe_cellule: Callable[[Any], str] | None = None
    exporter: Callable[[Any, Any], Any] | None = None
    is_exportee: bool = True
    is_affichable: bool = True

    def lire(self, objet: Model) -> Any:
        """La valeur de la colonne pour un objet ; None dès qu'un maillon du chemin manque."""
        if callable(self.valeur):
            return self.valeur(objet)
        if self.valeur is None and self.gabarit:
            return None
        valeur: Any = objet
        for nom in (self.valeur or self.code).split("."):
            valeur = getattr(valeur, nom) if valeur is not None else None
        return valeur

    def texte(self, objet: Model) -> str:
        """Le texte de la cellule, « — » quand il n'y a rien."""
        valeur = self.lire(objet)
        return VIDE if valeur in (None, "") else str(valeur)

    def exportee(self, objet: Model, utilisateur: Any) -> Any:
        """Ce que l'export écrit : `exporter`, sinon le libellé d'un choix, sinon la valeur."""
        if self.exporter:
            return self.exporter(objet, utilisateur)
        nom = self.valeur or self.code
        if isinstance(nom, str):
            libelle = getattr(objet, f"get_{nom}_display", None)
            return libelle() if libelle else getattr(objet, nom, None) if "." not in nom else self.lire(objet)
        return self.lire(objet)


@dataclass(frozen=True, slots=True)
class Vue:
    """Un nom pour des filtres. `compter` : montre son compte (une requête).

    `enregistree` : la clé de la `VueEnregistree` d'où elle vient, 0 si la liste la déclare ; `is_mienne` : la
    personne peut la renommer et la supprimer ; `aide` : de qui elle vient.
    `controle` : une vue de contrôle, en une phrase ; elle a son adresse, `/controle/<code>/`.
    """

    code: str
    libelle: str
    parametres: Mapping[str, str | Sequence[str]]
    ordre: int = 0
    droit: str | None = None
    compter: bool = True
    enregistree: int = 0
    is_mienne: bool = False
    aide: str = ""
    controle: str = ""


@dataclass(frozen=True, slots=True)
class Acte:
    """Un bouton en haut de la liste ; `url` est un nom d'adresse sans paramètre. Invisible sans le droit."""

    code: str
    libelle: str
    url: str
    icone: str = "plus"
    droit: str | None = None
    is_principal: bool = True
    ordre: int = 0

    @property
    def mots(self) -> tuple[str, str]:
        """Le premier mot, seul montré sur téléphone, et la suite."""
        return en_deux(self.libelle)


def en_deux(libelle: str) -> tuple[str, str]:
    """« Affecter un conseiller » : « Affecter », « un conseiller »."""
    premier, _, suite = libelle.partition(" ")
    return premier, suite


def permis(elements: Sequence[Any], utilisateur: Any) -> list[Any]:
    """Les éléments que l'utilisateur a le droit de voir, dans leur ordre d'affichage."""
    visibles = (e for e in elements if e.droit is None or utilisateur.a_le_droit(e.droit))
    return sorted(visibles, key=lambda e: e.ordre)
