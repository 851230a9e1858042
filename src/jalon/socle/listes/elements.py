"""Les morceaux d'une page de liste, prêts pour les gabarits."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model

from jalon.socle.formats import montrer_nombre

from .declarations import Colonne, Vue
from .filtres import CHOIX, CHOIX_MULTIPLE, FiltreLie, Parametres

COMPTE_MAX = 10_000


@dataclass(frozen=True, slots=True)
class Compte:
    """Un nombre de lignes, exact ou « plus de 10 000 »."""

    nombre: int
    exact: bool = True

    def __str__(self) -> str:
        nombre = montrer_nombre(self.nombre, 0)
        return nombre if self.exact else f"plus de {nombre}"

    @property
    def court(self) -> str:
        """Pour une pastille : « 38 », « 10 000+ »."""
        nombre = montrer_nombre(self.nombre, 0)
        return nombre if self.exact else f"{nombre}+"

    def pages(self, par_page: int) -> int:
        """Le numéro de la dernière page connue, 1 au moins."""
        return max(1, -(-self.nombre // par_page))


@dataclass(frozen=True, slots=True)
class Selection:
    """Les objets d'une page, son numéro, le rang du premier (à partir de 0), et s'il y en a après."""

    objets: list[Model]
    numero: int
    debut: int
    suite: bool


@dataclass(frozen=True, slots=True)
class EnTete:
    """L'en-tête d'une colonne ; `adresse` trie par elle, `sens` vaut ascending, descending ou rien."""

    colonne: Colonne
    adresse: str
    sens: str


@dataclass(frozen=True, slots=True)
class Cellule:
    colonne: Colonne
    objet: Model

    @property
    def valeur(self) -> Any:
        return self.colonne.lire(self.objet)

    @property
    def texte(self) -> str:
        return self.colonne.texte(self.objet)

    @property
    def classe(self) -> str:
        propre = self.colonne.classe_cellule
        return f"{self.colonne.classe} {propre(self.objet) if propre else ''}".strip()


@dataclass(frozen=True, slots=True)
class Ligne:
    objet: Model
    classe: str
    cellules: list[Cellule]
    nom: str = ""


@dataclass(frozen=True, slots=True)
class Puce:
    """Un filtre actif, en mots, et l'adresse de la liste sans lui."""

    code: str
    libelle: str
    valeur: str
    adresse: str

    @property
    def retrait(self) -> str:
        return f"Retirer le filtre {self.libelle} : {self.valeur}"


@dataclass(frozen=True, slots=True)
class FormulaireFiltre:
    """Le petit formulaire d'un filtre ; `caches` : ce que l'adresse garde à côté."""

    filtre: FiltreLie
    valeur: Any
    caches: Parametres
    adresse_retrait: str

    @property
    def resume(self) -> str:
        """La valeur en mots."""
        return self.filtre.nommer(self.valeur) if self.is_actif else ""

    @property
    def is_actif(self) -> bool:
        return self.valeur is not None

    @property
    def champs(self) -> list[tuple[str, str]]:
        """Les couples (paramètre, valeur) pour remplir les champs du formulaire."""
        choisis = dict(self.filtre.parametres(self.valeur)) if self.is_actif else {}
        return [(nom, choisis.get(nom, "")) for nom in self.filtre.noms]

    @property
    def choix(self) -> list[tuple[str, str, bool]]:
        """Les options : valeur, libellé, choisie."""
        choisies = {v for _, v in self.filtre.parametres(self.valeur)} if self.is_actif else set()
        options = [(str(valeur), libelle) for valeur, libelle in self.filtre.options]
        if self.filtre.type not in (CHOIX, CHOIX_MULTIPLE):
            connues = {valeur for valeur, _ in options}
            options += [(v, self.filtre.nommer(v)) for v in choisies - connues]
        if self.filtre.is_long and self.filtre.type == CHOIX:  # les autres se cherchent
            options = [(valeur, libelle) for valeur, libelle in options if valeur in choisies]
        return [(valeur, libelle, valeur in choisies) for valeur, libelle in options]


@dataclass(frozen=True)
class VueLue:
    """Une vue : son adresse, si c'est celle qu'on regarde. Son compte n'est demandé que s'il est montré."""

    vue: Vue
    adresse: str
    is_active: bool
    compter: Callable[[], Compte | None]

    @cached_property
    def compte(self) -> Compte | None:
        return self.compter()
