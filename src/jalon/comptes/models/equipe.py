"""L'équipe et ses membres : des collègues."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from jalon.structure.models import Centre
from jalon.structure.models.commun import ObjetStructure, StructureQuerySet

from .utilisateur import Utilisateur


class EquipeQuerySet(StructureQuerySet):
    def de(self, utilisateur: Utilisateur) -> "EquipeQuerySet":
        """Celles dont il voit les dossiers : il en est membre, ou responsable sans en être membre."""
        siennes = Q(pk__in=Membre.objects.filter(utilisateur=utilisateur).values("equipe"))
        return self.actifs().filter(siennes | Q(responsable=utilisateur))


class Equipe(ObjetStructure):
    """Des collègues qui travaillent ensemble : un centre, un pôle. Désactivée, elle n'ouvre plus aucun dossier."""

    libelle = models.CharField("nom", max_length=120, unique=True)
    centre = models.ForeignKey(
        Centre, models.PROTECT, verbose_name="centre", null=True, blank=True, related_name="equipes"
    )
    responsable = models.ForeignKey(
        Utilisateur,
        models.PROTECT,
        verbose_name="responsable",
        null=True,
        blank=True,
        related_name="equipes_dirigees",
    )
    membres = models.ManyToManyField(Utilisateur, through="Membre", related_name="equipes")

    objects = EquipeQuerySet.as_manager()

    class Meta:
        verbose_name = "équipe"
        verbose_name_plural = "équipes"
        ordering = ["cle_tri", "pk"]

    def __str__(self) -> str:
        return self.libelle

    def get_absolute_url(self) -> str:
        """La fiche Admin de l'équipe."""
        return reverse("droits:equipe", args=[self.pk])

    @property
    def mot_actif(self) -> str:
        return "Active"

    @property
    def mot_inactif(self) -> str:
        return "Désactivée"


class Membre(models.Model):
    """L'appartenance d'un utilisateur à une équipe."""

    equipe = models.ForeignKey(Equipe, models.CASCADE)
    utilisateur = models.ForeignKey(Utilisateur, models.CASCADE)
    created_at = models.DateTimeField("membre depuis", auto_now_add=True)

    class Meta:
        verbose_name = "membre d’une équipe"
        verbose_name_plural = "membres d’une équipe"
        constraints = [models.UniqueConstraint(fields=["equipe", "utilisateur"], name="membre_unique_par_equipe")]

    def __str__(self) -> str:
        return f"{self.utilisateur} · {self.equipe}"
