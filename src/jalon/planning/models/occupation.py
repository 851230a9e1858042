"""Ce qu'une séance occupe : une ligne par animateur, bénéficiaire, salle, ressource (domaine, « Occupation »)."""

from django.db import models
from django.db.models import F, Q

from ..enums import NatureOccupation
from .seance import Seance


class Occupation(models.Model):
    """Un moment pris. `cle` dit de quoi : « p12 » une personne, « l3 » un lieu, « r5 » une ressource.

    PostgreSQL refuse lui-même deux lignes actives, exclusives et sans dérogation qui se chevauchent pour une clé ;
    SQLite, qui n'a qu'un écrivain, s'en remet à l'acte. `places` compte celles que prend une ligne partagée.
    """

    seance = models.ForeignKey(Seance, models.CASCADE, related_name="occupations")
    cle = models.CharField("occupé", max_length=20)
    nature = models.CharField("nature", max_length=12, choices=NatureOccupation)
    debut = models.DateTimeField("début")
    fin = models.DateTimeField("fin")
    is_active = models.BooleanField("en vigueur", default=True)
    is_exclusive = models.BooleanField("exclusive", default=True)
    is_derogation = models.BooleanField("conflit accepté", default=False)
    motif = models.CharField("motif du conflit accepté", max_length=300, blank=True)
    places = models.PositiveSmallIntegerField("places", default=1)

    class Meta:
        verbose_name = "occupation"
        verbose_name_plural = "occupations"
        constraints = [
            models.CheckConstraint(condition=Q(fin__gt=F("debut")), name="occupation_finit_apres_son_debut"),
            models.UniqueConstraint(fields=["seance", "cle"], name="occupation_unique_par_seance"),
        ]
        indexes = [models.Index(fields=["cle", "debut"], name="occupation_cle_debut")]

    def __str__(self) -> str:
        return f"{self.cle} · {self.debut:%d/%m/%Y %H:%M}"
