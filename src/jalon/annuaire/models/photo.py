"""La photo d'une personne, à part de sa fiche : la lire ne se fait que pour la montrer."""

from django.db import models

from jalon.socle.models import Horodate

from .personne import Personne


class Photo(Horodate):
    """Une image ré-encodée en JPEG carré ; ce que la personne a déposé n'est pas gardé."""

    personne = models.OneToOneField(Personne, models.CASCADE, related_name="photo")
    contenu = models.BinaryField("image")

    class Meta:
        verbose_name = "photo"
        verbose_name_plural = "photos"

    def __str__(self) -> str:
        return f"photo de {self.personne}"
