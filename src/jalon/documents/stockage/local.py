"""Le magasin local : un dossier, deux niveaux d'empreinte, des écritures qui survivent à une coupure."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from .base import Objet

EMPREINTE = re.compile(r"[0-9a-f]{64}")
TRANSIT = "transit"
MORCEAU = 1024 * 1024  # octets


class MagasinLocal:
    """`racine/ab/cd/<empreinte>` ; un dépôt en cours vit dans `racine/transit` jusqu'à son renommage."""

    def __init__(self, racine: str | Path) -> None:
        self.racine = Path(racine)

    def deposer(self, fichier: BinaryIO, empreinte: str) -> None:
        """Fichier provisoire, vidé sur le disque, puis renommé : ou tout y est, ou rien."""
        place = self._place(empreinte)
        if place.exists():
            os.utime(place)
            return
        transit = self._dossier(self.racine / TRANSIT)
        descripteur, provisoire = tempfile.mkstemp(dir=transit)
        try:
            with os.fdopen(descripteur, "wb") as sortie:
                fichier.seek(0)
                shutil.copyfileobj(fichier, sortie, MORCEAU)
                sortie.flush()
                os.fsync(sortie.fileno())
            os.replace(provisoire, self._dossier(place.parent) / place.name)
        except BaseException:
            Path(provisoire).unlink(missing_ok=True)
            raise
        self._vider_dossier(place.parent)

    def ouvrir(self, empreinte: str) -> BinaryIO:
        return self._place(empreinte).open("rb")

    def taille(self, empreinte: str) -> int | None:
        place = self._place(empreinte)
        return place.stat().st_size if place.is_file() else None

    def supprimer(self, empreinte: str) -> None:
        self._place(empreinte).unlink(missing_ok=True)

    def lister(self) -> Iterator[Objet]:
        for chemin in self.racine.glob("??/??/*"):
            if EMPREINTE.fullmatch(chemin.name):
                etat = chemin.stat()
                yield Objet(chemin.name, etat.st_size, datetime.fromtimestamp(etat.st_mtime, UTC))

    def nettoyer(self, avant: datetime) -> int:
        restes = [r for r in (self.racine / TRANSIT).glob("*") if r.stat().st_mtime < avant.timestamp()]
        for reste in restes:
            reste.unlink(missing_ok=True)
        return len(restes)

    def _place(self, empreinte: str) -> Path:
        """Le chemin d'une empreinte ; `ValueError` si ce n'en est pas une : un nom ne choisit jamais le sien."""
        if not EMPREINTE.fullmatch(empreinte):
            raise ValueError("empreinte SHA-256 attendue")
        return self.racine / empreinte[:2] / empreinte[2:4] / empreinte

    def _dossier(self, dossier: Path) -> Path:
        dossier.mkdir(parents=True, exist_ok=True, mode=0o700)
        return dossier

    def _vider_dossier(self, dossier: Path) -> None:
        """Le renommage lui-même est sur le disque quand on rend la main."""
        descripteur = os.open(dossier, os.O_RDONLY)
        try:
            os.fsync(descripteur)
        finally:
            os.close(descripteur)
