"""Registres : ce qu'une pièce basse apprend d'une pièce plus haute, sans l'importer.

La pièce haute ajoute ses éléments dans `ready()` ; la pièce basse les parcourt dans un ordre stable.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


def guide_de(element: object) -> str:
    """Le guide d'un onglet, d'un bloc ou d'une liste : « page » ou « page#partie » ; sinon la page de son code."""
    return getattr(element, "guide", "") or element.code


class Registre(Generic[T]):
    """Éléments portant un `code` unique et, s'ils en ont un, un `ordre` d'affichage (0 par défaut)."""

    def __init__(self, nom: str) -> None:
        self.nom = nom
        self._elements: dict[str, T] = {}

    def ajouter(self, element: T) -> T:
        """Inscrit un élément. Lève `ValueError` si son code est déjà pris par un autre."""
        code = element.code
        if self._elements.get(code, element) is not element:
            raise ValueError(f"{self.nom} : le code « {code} » est déjà inscrit")
        self._elements[code] = element
        return element

    def obtenir(self, code: str) -> T | None:
        """L'élément de ce code, ou None."""
        return self._elements.get(code)

    def codes(self) -> list[str]:
        return [element.code for element in self]

    def __iter__(self) -> Iterator[T]:
        return iter(sorted(self._elements.values(), key=lambda e: (getattr(e, "ordre", 0), e.code)))

    def __len__(self) -> int:
        return len(self._elements)

    def __contains__(self, code: str) -> bool:
        return code in self._elements
