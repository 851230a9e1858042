"""Les fautes relevées pendant un essai, où qu'elles arrivent : vue, gabarit, fil du serveur vivant, navigateur.

Un essai qui passe échoue quand même si le harnais a relevé une faute ; `relevees()` sert à essayer le harnais.
"""

from collections.abc import Iterator
from contextlib import contextmanager

_FAUTES: list[str] = []


def signaler(phrase: str) -> None:
    """Relève une faute, une seule fois par essai."""
    if phrase not in _FAUTES:
        _FAUTES.append(phrase)


def reprendre() -> list[str]:
    """Rend les fautes relevées et repart de zéro."""
    fautes = list(_FAUTES)
    _FAUTES.clear()
    return fautes


@contextmanager
def relevees() -> Iterator[list[str]]:
    """Donne les fautes relevées dans le bloc, sans que l'essai en échoue."""
    fautes: list[str] = []
    avant = reprendre()
    try:
        yield fautes
    finally:
        fautes += reprendre()
        _FAUTES.extend(avant)
