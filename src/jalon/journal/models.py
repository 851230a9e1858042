"""Journal : qui a changé quoi, quand, avant et après ; qui a consulté."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models


class EntreeQuerySet(models.QuerySet):
    def du_sujet(self, sujet: models.Model) -> "EntreeQuerySet":
        """Les entrées de l'Historique de cet objet, la plus récente d'abord."""
        type_sujet = ContentType.objects.get_for_model(sujet)
        return self.filter(sujet_type=type_sujet, sujet_id=sujet.pk).order_by("-id")


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
