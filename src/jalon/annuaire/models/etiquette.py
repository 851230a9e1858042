"""Les étiquettes : des mots de la maison, posés sur les personnes, par lesquels on filtre."""

from django.db import models

from jalon.structure.models.reference import ValeurDeReference


class Etiquette(ValeurDeReference):
    """Une étiquette de personne : « salon 2026 », « à recontacter »."""

    class Meta(ValeurDeReference.Meta):
        abstract = False
        verbose_name = "étiquette"
        verbose_name_plural = "étiquettes"
        constraints = [models.UniqueConstraint(fields=["libelle"], name="etiquette_unique")]
