"""Les objectifs d'un dossier (E1, E2, E3)."""

from django.db import models

from ..enums import FAMILLE_DE, FamilleObjectif, Issue, NatureObjectif
from .dossier import Dossier


class Objectif(models.Model):
    """Un objectif : sa nature dit sa famille ; un résultat peut porter un indicateur et sa cible."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="objectifs")
    nature = models.CharField("nature", max_length=20, choices=NatureObjectif)
    texte = models.CharField("objectif", max_length=500)
    indicateur = models.CharField("indicateur", max_length=120, blank=True)
    cible = models.CharField("cible", max_length=60, blank=True)
    issue = models.CharField("issue", max_length=15, choices=Issue, blank=True)
    rang = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "objectif"
        verbose_name_plural = "objectifs"
        ordering = ["rang", "pk"]

    def __str__(self) -> str:
        return self.texte

    @property
    def ton(self) -> str:
        """La couleur de son issue."""
        return {Issue.ATTEINT: "vert", Issue.PARTIEL: "ambre"}.get(self.issue, "neutre")

    @property
    def famille(self) -> FamilleObjectif:
        return FAMILLE_DE[self.nature]
