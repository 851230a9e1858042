"""L'interface d'un magasin de fichiers : six gestes, rien d'autre."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol


@dataclass(frozen=True)
class Objet:
    """Un fichier du magasin : son empreinte SHA-256, sa taille en octets, quand il a été écrit ou redéposé."""

    empreinte: str
    octets: int
    modifie_at: datetime


class Magasin(Protocol):
    """Un fichier y porte l'empreinte SHA-256 de son contenu : le même contenu n'y est qu'une fois.

    Un dépôt interrompu ne laisse jamais un fichier incomplet sous une empreinte.
    """

    def deposer(self, fichier: BinaryIO, empreinte: str) -> None:
        """Écrit le contenu sous son empreinte ; s'il y est déjà, rajeunit seulement sa date."""

    def ouvrir(self, empreinte: str) -> BinaryIO:
        """Le contenu, à lire puis fermer. Lève `FileNotFoundError` s'il manque."""

    def taille(self, empreinte: str) -> int | None:
        """Sa taille en octets, ou None s'il manque."""

    def supprimer(self, empreinte: str) -> None:
        """Le retire ; sans effet s'il manque."""

    def lister(self) -> Iterator[Objet]:
        """Tous les fichiers entiers du magasin, sans ordre."""

    def nettoyer(self, avant: datetime) -> int:
        """Retire les dépôts interrompus commencés avant cet instant ; rend combien."""
