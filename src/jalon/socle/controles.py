"""Contrôles : ce que `jalon verifier` recompte, et ce qui ne tombe pas juste (règle 1)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .registres import Registre


@dataclass(frozen=True)
class Ecart:
    """Ce qui ne tombe pas juste : l'objet tel qu'on le cherche (un numéro), et une phrase."""

    objet: str
    phrase: str

    def __str__(self) -> str:
        return f"{self.objet} : {self.phrase}"


@dataclass(frozen=True)
class Controle:
    """Un contrôle. `verifier()` lit et rend ses écarts ; `reparer()`, s'il sait, corrige et rend combien."""

    code: str
    libelle: str
    verifier: Callable[[], Iterable[Ecart]]
    reparer: Callable[[], int] | None = None
    ordre: int = 0


CONTROLES: Registre[Controle] = Registre("contrôles")
