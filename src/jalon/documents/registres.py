"""Ce que les pièces plus hautes apprennent aux documents : les fichiers du magasin qu'elles citent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class Citation:
    """Des lignes d'une autre pièce citent des fichiers du magasin : `fichiers()` rend (empreinte, octets)."""

    code: str
    fichiers: Callable[[], Iterable[tuple[str, int]]]


CITATIONS: Registre[Citation] = Registre("fichiers cités")


def fichiers_cites() -> dict[str, int]:
    """{empreinte: octets} de tout ce que citent les autres pièces. Une requête par pièce."""
    return {empreinte: octets for citation in CITATIONS for empreinte, octets in citation.fichiers()}
