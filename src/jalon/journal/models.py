"""Journal : qui a changé quoi, quand, avant et après ; qui a consulté."""

import json
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast

LIBELLES_RESUMES = 3


class EntreeQuerySet(models.QuerySet):
    def du_sujet(self, sujet: models.Model) -> "EntreeQuerySet":
        """Les entrées de l'Historique de cet objet, la plus récente d'abord."""
        type_sujet = ContentType.objects.get_for_model(sujet)
        return self.filter(sujet_type=type_sujet, sujet_id=sujet.pk).order_by("-id")

    def touchant(self, champ: str) -> "EntreeQuerySet":
        """Celles qui ont changé ce champ ; même texte cherché sur les deux moteurs."""
        cherche = f'"champ": {json.dumps(champ)}'
        return self.alias(texte=Cast("changements", models.TextField())).filter(texte__contains=cherche)

    def par_d_autres(self, utilisateur: models.Model, depuis: datetime) -> "EntreeQuerySet":
        """Ce que d'autres, ou Jalon, ont fait après cet instant."""
        autres = models.Q(auteur__isnull=True) | ~models.Q(auteur=utilisateur)
        return self.filter(autres, horodatage__gt=depuis)


class Entree(models.Model):
    """Une ligne du journal, écrite par un acte et jamais réécrite.

    `objet` est la ligne touchée ; `sujet`, la fiche dont l'onglet Historique la montre (le dossier, pour un
    co-financeur). `changements` : liste de `{champ, libelle, avant, apres}` dans les mots de l'écran.
    """

    horodatage = models.DateTimeField("date et heure", auto_now_add=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="auteur", null=True, related_name="+"
    )
    auteur_libelle = models.CharField("nom de l'auteur", max_length=200)
    acte = models.CharField("acte", max_length=60)
    libelle = models.CharField("libellé", max_length=200)
    sujet_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    sujet_id = models.PositiveBigIntegerField()
    objet_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    objet_id = models.PositiveBigIntegerField()
    changements = models.JSONField("changements", default=list)
    motif = models.TextField("motif", blank=True)

    objects = EntreeQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "entrées du journal"
        indexes = [models.Index(fields=["sujet_type", "sujet_id", "-id"], name="journal_sujet")]

    def __str__(self) -> str:
        return f"{self.libelle} ({self.auteur_libelle})"

    @property
    def resume(self) -> str:
        """Ce qui a changé, en une ligne : « Employeur, Tuteur, Convention et 2 autres valeurs »."""
        libelles = [changement["libelle"] for changement in self.changements]
        cites, reste = ", ".join(libelles[:LIBELLES_RESUMES]), len(libelles) - LIBELLES_RESUMES
        suite = (
            f" et {reste} autre{'s' if reste > 1 else ''} valeur{'s' if reste > 1 else ''}" if reste > 0 else ""
        )
        return f"{cites[:1].upper()}{cites[1:]}{suite}"


class ConsultationQuerySet(models.QuerySet):
    def du_sujet(self, sujet: models.Model) -> "ConsultationQuerySet":
        """Les visites de cette fiche."""
        return self.filter(sujet_type=ContentType.objects.get_for_model(sujet), sujet_id=sujet.pk)


class ExportFait(models.Model):
    """Une liste sortie du produit : qui, laquelle, avec quels filtres, combien de lignes ; rien de personnel."""

    horodatage = models.DateTimeField("date et heure", auto_now_add=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="auteur", null=True, related_name="+"
    )
    auteur_libelle = models.CharField("nom de l'auteur", max_length=200)
    liste = models.CharField("code de la liste", max_length=60)
    titre = models.CharField("liste", max_length=200)
    filtres = models.JSONField("filtres", default=list)
    nombre = models.PositiveIntegerField("lignes")
    forme = models.CharField("format", max_length=10)
    colonnes = models.JSONField("colonnes", default=list)

    class Meta:
        verbose_name = "export"
        verbose_name_plural = "exports"
        indexes = [models.Index(fields=["-horodatage", "-id"], name="export_recents")]

    def __str__(self) -> str:
        return f"{self.titre} ({self.auteur_libelle})"

    @property
    def filtres_en_mots(self) -> str:
        """« Rôle : Bénéficiaire · Recherche : oui », ou une chaîne vide."""
        return " · ".join(f"{libelle} : {valeur}" for libelle, valeur in self.filtres)


class Consultation(models.Model):
    """Qui a ouvert quelle fiche, une ligne par personne, par fiche et par jour."""

    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sujet_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    sujet_id = models.PositiveBigIntegerField()
    date_consultation = models.DateField("jour")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "consultation"
        verbose_name_plural = "consultations"
        constraints = [
            models.UniqueConstraint(
                fields=["sujet_type", "sujet_id", "utilisateur", "date_consultation"],
                name="consultation_unique_par_jour",
            )
        ]

    def __str__(self) -> str:
        return f"{self.utilisateur} · {self.date_consultation:%d/%m/%Y}"
