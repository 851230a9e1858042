"""Quand la maison est ouverte : horaires de chaque centre, fermetures."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from jalon.socle.formats import montrer_date

from ..enums import Jour
from ..rules import Plage
from .centre import Centre
from .commun import ObjetStructure, StructureQuerySet


class PlageOuverture(models.Model):
    """Un moment d'ouverture d'un centre, un jour de la semaine. Un jour sans plage est fermé."""

    centre = models.ForeignKey(Centre, models.CASCADE, verbose_name="centre", related_name="plages")
    jour = models.PositiveSmallIntegerField("jour", choices=Jour)
    debut = models.TimeField("ouverture")
    fin = models.TimeField("fermeture")

    class Meta:
        verbose_name = "plage d’ouverture"
        verbose_name_plural = "plages d’ouverture"
        ordering = ["jour", "debut"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gt=F("debut")),
                name="plage_finit_apres_son_debut",
                violation_error_message="La fermeture vient après l’ouverture.",
            ),
            models.UniqueConstraint(fields=["centre", "jour", "debut"], name="plage_unique_par_debut"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jour_display()} {self.debut:%H:%M}–{self.fin:%H:%M}"

    @property
    def plage(self) -> Plage:
        return Plage(self.jour, self.debut, self.fin)


class FermetureQuerySet(StructureQuerySet):
    def entre(self, debut: date, fin: date) -> "FermetureQuerySet":
        """Celles qui touchent la période (bornes comprises)."""
        return self.filter(date_debut__lte=fin, date_fin__gte=debut)

    def pour_centre(self, centre: Centre | None) -> "FermetureQuerySet":
        """Celles de toute la maison, et celles de ce centre."""
        return (
            self.filter(Q(centre__isnull=True) | Q(centre=centre)) if centre else self.filter(centre__isnull=True)
        )


class Fermeture(ObjetStructure):
    """Un jour ou une période où l'on n'ouvre pas : un centre, ou toute la maison."""

    libelle = models.CharField("nom", max_length=120)
    centre = models.ForeignKey(
        Centre, models.PROTECT, verbose_name="centre", null=True, blank=True, related_name="fermetures"
    )
    date_debut = models.DateField("premier jour")
    date_fin = models.DateField("dernier jour")
    is_feriee = models.BooleanField("jour férié", default=False)

    objects = FermetureQuerySet.as_manager()

    class Meta:
        verbose_name = "fermeture"
        verbose_name_plural = "fermetures"
        ordering = ["date_debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="fermeture_finit_apres_son_debut",
                violation_error_message="La fin vient avant le début.",
            ),
            models.UniqueConstraint(
                fields=["date_debut"],
                condition=Q(is_feriee=True, centre__isnull=True),
                name="jour_ferie_unique",
                violation_error_message="Ce jour férié est déjà dans la liste.",
            ),
        ]
        indexes = [models.Index(fields=["date_fin", "date_debut"], name="fermeture_periode")]

    def __str__(self) -> str:
        return f"{self.libelle} ({self.periode})"

    @property
    def mot_actif(self) -> str:
        return "En vigueur"

    @property
    def mot_inactif(self) -> str:
        return "Levée"

    @property
    def periode(self) -> str:
        """« 25/12/2026 », ou « du 24/12/2026 au 02/01/2027 »."""
        if self.date_debut == self.date_fin:
            return montrer_date(self.date_debut)
        return f"du {montrer_date(self.date_debut)} au {montrer_date(self.date_fin)}"

    @property
    def nombre_jours(self) -> int:
        """Jours du calendrier, bornes comprises."""
        return (self.date_fin - self.date_debut).days + 1
