"""Ce que l'administrateur a choisi de ne pas faire tout de suite."""

from django.conf import settings
from django.db import models


class EtapePassee(models.Model):
    """Une étape du premier démarrage que l'on a passée : elle ne se rappelle plus sur l'accueil."""

    code = models.CharField("étape", max_length=40, unique=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="auteur", null=True, related_name="+"
    )
    created_at = models.DateTimeField("passée le", auto_now_add=True)

    class Meta:
        verbose_name = "étape passée"
        verbose_name_plural = "étapes passées"

    def __str__(self) -> str:
        return self.code
