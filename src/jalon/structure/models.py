"""La maison elle-même : ses réglages, ses centres et ses lieux."""

from django.db import models

from jalon.socle.models import Horodate

from .enums import TypeLieu


class Reglages(Horodate):
    """Réglages de la structure : une seule ligne.

    `format_numero` : `{annee}` et `{numero}` forment le numéro d'un dossier (domaine, « Dossier »).
    """

    raison_sociale = models.CharField("raison sociale", max_length=200, default="Ma structure")
    siret = models.CharField("SIRET", max_length=14, blank=True)
    numero_declaration_activite = models.CharField("numéro de déclaration d’activité", max_length=20, blank=True)
    format_numero = models.CharField("format du numéro de dossier", max_length=40, default="{annee}-{numero:06d}")

    class Meta:
        verbose_name = "réglages de la structure"
        verbose_name_plural = "réglages de la structure"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="reglages_une_seule_ligne")]

    def __str__(self) -> str:
        return self.raison_sociale

    @classmethod
    def courants(cls) -> "Reglages":
        """Les réglages en vigueur ; ceux d'origine tant que personne n'a rien réglé."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class Centre(Horodate):
    """Un centre, une antenne : les dossiers et les utilisateurs s'y rattachent."""

    code = models.CharField("code", max_length=20, unique=True)
    libelle = models.CharField("nom", max_length=120)
    adresse = models.CharField("adresse", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=10, blank=True)
    ville = models.CharField("ville", max_length=120, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    is_active = models.BooleanField("actif", default=True)

    class Meta:
        verbose_name = "centre"
        verbose_name_plural = "centres"
        ordering = ["libelle"]

    def __str__(self) -> str:
        return self.libelle


class Lieu(Horodate):
    """Une salle ou un bureau d'un centre."""

    centre = models.ForeignKey(Centre, models.PROTECT, verbose_name="centre", related_name="lieux")
    libelle = models.CharField("nom", max_length=120)
    type = models.CharField("type", max_length=20, choices=TypeLieu, default=TypeLieu.SALLE)
    capacite = models.PositiveSmallIntegerField("capacité (places)", null=True, blank=True)
    is_active = models.BooleanField("actif", default=True)

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        ordering = ["centre__libelle", "libelle"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "libelle"],
                name="lieu_unique_par_centre",
                violation_error_message="Ce centre a déjà un lieu de ce nom.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.centre} · {self.libelle}"
