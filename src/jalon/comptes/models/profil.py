"""Le profil : un ensemble de droits et de périmètres."""

from django.db import models

from jalon.socle.models import Horodate

from ..enums import PerimetreAgendas, PerimetreDossiers


class Profil(Horodate):
    """Un ensemble de droits et de périmètres ; un utilisateur en a un."""

    code = models.SlugField("code", max_length=40, unique=True)
    libelle = models.CharField("nom", max_length=80)
    droits = models.JSONField("droits", default=list)
    perimetre_dossiers = models.CharField(
        "périmètre des dossiers", max_length=10, choices=PerimetreDossiers, default=PerimetreDossiers.MIENS
    )
    is_limite_aux_centres = models.BooleanField("limité à ses centres", default=False)
    agendas_lecture = models.CharField(
        "agendas visibles", max_length=10, choices=PerimetreAgendas, default=PerimetreAgendas.MIEN
    )
    agendas_ecriture = models.CharField(
        "agendas modifiables", max_length=10, choices=PerimetreAgendas, default=PerimetreAgendas.MIEN
    )

    class Meta:
        verbose_name = "profil"
        verbose_name_plural = "profils"
        ordering = ["libelle"]

    def __str__(self) -> str:
        return self.libelle
