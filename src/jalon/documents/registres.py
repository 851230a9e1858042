"""Ce que les pièces plus hautes apprennent aux documents : fichiers cités, boutons, blocs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class Citation:
    """Des lignes d'une autre pièce citent des fichiers du magasin : `fichiers()` rend (empreinte, octets)."""

    code: str
    fichiers: Callable[[], Iterable[tuple[str, int]]]


@dataclass(frozen=True)
class ActeOnglet:
    """Un bouton de l'onglet Documents d'un dossier ; `gabarit` reçoit `porteur`, le dossier."""

    code: str
    gabarit: str
    droit: str = "documents.ecriture"
    ordre: int = 0


@dataclass(frozen=True)
class BlocDocument:
    """Un bloc de la page d'un document : `lire(document, par)` rend ce que `gabarit` montre, ou None."""

    code: str
    gabarit: str
    lire: Callable[[Any, Any], Any]
    ordre: int = 0


ACTES_ONGLET: Registre[ActeOnglet] = Registre("boutons de l'onglet Documents d'un dossier")
BLOCS_DOCUMENT: Registre[BlocDocument] = Registre("blocs de la page d'un document")
CITATIONS: Registre[Citation] = Registre("fichiers cités")


def fichiers_cites() -> dict[str, int]:
    """{empreinte: octets} de tout ce que citent les autres pièces. Une requête par pièce."""
    return {empreinte: octets for citation in CITATIONS for empreinte, octets in citation.fichiers()}
