"""Ce que les autres pièces montrent sur l'accueil : chacune inscrit ses blocs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jalon.socle.registres import Registre

from .enums import Portee

PRINCIPALE, COTE = "principale", "cote"


@dataclass(frozen=True)
class SourceAccueil:
    """Un bloc de l'accueil.

    `contexte(utilisateur, portee)` rend ce que le gabarit lit sous le nom `donnees`, ou None : le bloc n'a rien à
    dire et ne se montre pas. Le gabarit reçoit aussi `bloc` (code, libellé) et `portee`.
    `droit` : None pour toute personne connectée. `colonne` : PRINCIPALE ou COTE ; `ordre` : du haut vers le bas.
    """

    code: str
    libelle: str
    gabarit: str
    contexte: Callable[[Any, Portee], dict | None]
    droit: str | None
    colonne: str = PRINCIPALE
    ordre: int = 0


SOURCES_ACCUEIL: Registre[SourceAccueil] = Registre("blocs de l'accueil")
