"""Modèles sans mot du métier : horodatage technique et compteurs."""

from django.db import models


class Horodate(models.Model):
    """Quand la ligne a été créée, et modifiée pour la dernière fois."""

    created_at = models.DateTimeField("créé le", auto_now_add=True)
    updated_at = models.DateTimeField("modifié le", auto_now=True)

    class Meta:
        abstract = True


class Compteur(models.Model):
    """Dernier numéro donné pour une série (« dossier-2026 »). Les trous sont permis."""

    serie = models.CharField("série", max_length=60, unique=True)
    valeur = models.PositiveBigIntegerField("dernière valeur", default=0)

    class Meta:
        verbose_name = "compteur"
        verbose_name_plural = "compteurs"

    def __str__(self) -> str:
        return f"{self.serie} : {self.valeur}"


class Versionne(models.Model):
    """Porte un numéro de version : deux personnes qui modifient la même fiche ne s'écrasent pas."""

    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        abstract = True
