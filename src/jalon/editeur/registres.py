"""Ce que les pièces plus hautes apprennent à l'éditeur : leurs marqueurs, et sur quoi un modèle se remplit."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jalon.socle.registres import Registre

from .enums import ContexteModele, Nature
from .rules import faute_de_code

if TYPE_CHECKING:
    from .contexte import Lecture


@dataclass(frozen=True)
class Contexte:
    """Sur quoi un modèle se remplit. « Séance » : l'objet est une participation, d'un dossier.

    `dossier_de(objet)` : le dossier dont il parle, qui range le document ; None : le document se télécharge.
    `prestations_de(objet)` : les clés de ses prestations, que le modèle doit couvrir ; None : toutes lui vont.
    `trouver(par, pk, dossier)` : pour quoi générer depuis une page, par la porte de lecture ; `dossier` d'abord.
    `exemples(par, saisie)` : sur quoi essayer, d'après un numéro ou une référence (`question`).
    `dire(objet)` : « séance du 12/01/2027 à 9 h 30 » ; vide pour un dossier. `fil(objet)` : (libellé, adresse) des
    pages au-dessus, la dernière est celle d'où l'on vient.
    """

    code: str
    libelle: str
    question: str
    exemple: str
    dossier_de: Callable[[Any], Any]
    prestations_de: Callable[[Any], Collection[int] | None]
    trouver: Callable[[Any, int, Any], Sequence[Any]]
    exemples: Callable[[Any, str], Sequence[Any]]
    dire: Callable[[Any], str]
    fil: Callable[[Any], list[tuple[str, str]]]


CONTEXTES: Registre[Contexte] = Registre("contextes des modèles")


@dataclass(frozen=True)
class Marqueur:
    """Un mot que l'on écrit dans un modèle : `{{ dossier.numero }}`, `{% for s in seances %}`.

    `contexte` : où il existe (vide : partout ; « dossier » vaut aussi pour une séance). `valeur(objet, lecture)`
    rend une chaîne, une date, un nombre, un montant, un dictionnaire, ou une liste de dictionnaires dont
    `champs` dit les clés. `confidentiel` : jamais pour un employeur, un financeur ou un prescripteur.
    """

    code: str
    libelle: str
    sens: str
    famille: str
    contexte: str
    valeur: Callable[[Any, "Lecture"], Any]
    confidentiel: bool = False
    nature: str = Nature.TEXTE
    champs: Mapping[str, str] = field(default_factory=dict)
    ordre: int = 0

    def __post_init__(self) -> None:
        for code in (self.code, *self.champs):
            if faute := faute_de_code(code):
                raise ValueError(f"marqueur « {code} » : {faute}")

    def existe_dans(self, contexte: str) -> bool:
        """Dit si un modèle de ce contexte peut l'employer."""
        if self.contexte in ("", contexte):
            return True
        return self.contexte == ContexteModele.DOSSIER and contexte == ContexteModele.SEANCE

    @property
    def is_liste(self) -> bool:
        return self.nature == Nature.LISTE

    @property
    def ecriture(self) -> str:
        """Ce que l'on tape dans le modèle : « {{ dossier.numero }} »."""
        return f"{{% for ligne in {self.code} %}}" if self.is_liste else f"{{{{ {self.code} }}}}"


MARQUEURS: Registre[Marqueur] = Registre("marqueurs")


def marqueurs_de(contexte: str) -> list[Marqueur]:
    """Ceux qu'un modèle de ce contexte peut employer."""
    return [marqueur for marqueur in MARQUEURS if marqueur.existe_dans(contexte)]
