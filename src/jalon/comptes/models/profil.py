"""Le profil : un ensemble de droits et de périmètres."""

from django.db import models
from django.urls import reverse

from jalon.structure.models.commun import ObjetStructure

from ..enums import PerimetreAgendas, PerimetreDossiers, ProfilLivre


class Profil(ObjetStructure):
    """Un ensemble de droits et de périmètres ; un utilisateur en a un.

    Les cinq livrés se modifient sans jamais se supprimer ; ceux de la maison naissent d'un profil qu'on duplique.
    """

    code = models.SlugField("code", max_length=40, unique=True)
    libelle = models.CharField("nom", max_length=80)
    base = models.CharField("tiré du profil", max_length=40, choices=ProfilLivre, blank=True)
    droits = models.JSONField("droits", default=list)
    perimetre_dossiers = models.CharField(
        "dossiers visibles", max_length=10, choices=PerimetreDossiers, default=PerimetreDossiers.MIENS
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
        ordering = ["cle_tri", "pk"]

    def __str__(self) -> str:
        return self.libelle

    def get_absolute_url(self) -> str:
        """La fiche Admin du profil."""
        return reverse("droits:profil", args=[self.pk])

    @property
    def is_livre(self) -> bool:
        return self.code in ProfilLivre.values

    @property
    def origine(self) -> str:
        """Le code du profil livré dont il vient ; le sien s'il est livré."""
        return self.base or self.code
