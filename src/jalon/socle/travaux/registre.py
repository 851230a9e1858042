"""Ce qu'un travail long sait faire, et ce que sa fonction reçoit."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File

from jalon.socle.models import Travail
from jalon.socle.registres import Registre


class TravailAnnule(Exception):
    """L'auteur a demandé l'arrêt : la fonction s'interrompt, ce qui est fait reste fait."""


class Suivi:
    """Le travail en cours, tel que sa fonction le voit."""

    def __init__(self, travail: Travail, par: Any) -> None:
        self.travail, self.par = travail, par
        self.parametres: dict = travail.parametres

    def avancer(self, fait: int, total: int | None = None) -> None:
        """Note l'avancement ; lève `TravailAnnule` si l'auteur a demandé l'arrêt. Deux requêtes."""
        self.travail.fait = fait
        self.travail.total = self.travail.total if total is None else total
        self.travail.save(update_fields=["fait", "total", "updated_at"])
        if Travail.objects.filter(pk=self.travail.pk, is_a_annuler=True).exists():
            raise TravailAnnule

    def garder_fichier(self, source: Path, nom: str) -> None:
        """Confie le fichier produit à l'auteur, sous ce nom ; `source` est copié."""
        self.travail.nom_fichier = nom[-120:]
        with source.open("rb") as flux:
            self.travail.fichier.save(f"{self.travail.pk}{source.suffix}", File(flux), save=False)
        self.travail.save(update_fields=["fichier", "nom_fichier", "updated_at"])


@dataclass(frozen=True)
class FonctionTravail:
    """Une sorte de travail : `executer(suivi)` rend la phrase de fin ; `Refus` la fait échouer avec la sienne."""

    code: str
    executer: Callable[[Suivi], str]


FONCTIONS: Registre[FonctionTravail] = Registre("fonctions des travaux longs")
