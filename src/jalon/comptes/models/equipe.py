"""L'équipe et ses membres : des collègues."""

from django.db import models

from jalon.socle.models import Horodate
from jalon.structure.models import Centre

from .utilisateur import Utilisateur


class Equipe(Horodate):
    """Des collègues qui travaillent ensemble : un centre, un pôle."""

    libelle = models.CharField("nom", max_length=120, unique=True)
    centre = models.ForeignKey(
        Centre, models.PROTECT, verbose_name="centre", null=True, blank=True, related_name="equipes"
    )
    responsable = models.ForeignKey(
        Utilisateur, models.PROTECT, verbose_name="responsable", null=True, blank=True, related_name="+"
    )
    membres = models.ManyToManyField(Utilisateur, through="Membre", related_name="equipes")

    class Meta:
        verbose_name = "équipe"
        verbose_name_plural = "équipes"
        ordering = ["libelle"]

    def __str__(self) -> str:
        return self.libelle


class Membre(models.Model):
    """L'appartenance d'un utilisateur à une équipe."""

    equipe = models.ForeignKey(Equipe, models.CASCADE)
    utilisateur = models.ForeignKey(Utilisateur, models.CASCADE)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "membre d’une équipe"
        verbose_name_plural = "membres d’une équipe"
        constraints = [models.UniqueConstraint(fields=["equipe", "utilisateur"], name="membre_unique_par_equipe")]

    def __str__(self) -> str:
        return f"{self.utilisateur} · {self.equipe}"
