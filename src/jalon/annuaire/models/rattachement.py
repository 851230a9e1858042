"""Le lien daté entre une personne et une société."""

from django.db import models
from django.db.models import F, Q

from jalon.socle.models import Horodate

from .personne import Personne
from .societe import Societe


class Rattachement(Horodate):
    """Une personne travaille pour une société : fonction, début, fin."""

    personne = models.ForeignKey(Personne, models.PROTECT, related_name="rattachements")
    societe = models.ForeignKey(Societe, models.PROTECT, verbose_name="société", related_name="rattachements")
    fonction = models.CharField("fonction", max_length=120, blank=True)
    date_debut = models.DateField("début", null=True, blank=True)
    date_fin = models.DateField("fin", null=True, blank=True)

    class Meta:
        verbose_name = "rattachement"
        verbose_name_plural = "rattachements"
        ordering = ["-date_debut", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_debut__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="rattachement_fin_apres_debut",
                violation_error_message="La fin du rattachement précède son début.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.personne} · {self.societe}"
