"""Le catalogue : prestations, suivis et motifs de la maison."""

from django.db import models
from django.db.models import Q

from jalon.socle.champs import ChampMinutes, ChampMontant
from jalon.socle.formats import montrer_duree, montrer_montant
from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche

from .enums import NaturePrestation, Tarification, TypeEvenement


class PrestationQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "PrestationQuerySet":
        """Le catalogue se lit par qui lit les dossiers, ou l'administration."""
        permis = utilisateur.a_le_droit("dossiers.lecture") or utilisateur.a_le_droit("admin.lecture")
        return self if permis else self.none()

    def actives(self) -> "PrestationQuerySet":
        return self.filter(is_active=True)


class Prestation(Horodate, Versionne):
    """Ce que la maison propose : un bilan, une formation, une VAE, un accompagnement."""

    code = models.CharField(
        "code", max_length=20, unique=True, error_messages={"unique": "Une prestation porte déjà ce code."}
    )
    libelle = models.CharField("nom", max_length=150)
    famille = models.CharField("famille", max_length=80, blank=True)
    nature = models.CharField(
        "nature", max_length=20, choices=NaturePrestation, default=NaturePrestation.FORMATION
    )
    minutes_prevues = ChampMinutes("durée prévue", null=True, blank=True)
    tarification = models.CharField("tarification", max_length=10, choices=Tarification, blank=True)
    tarif_horaire = ChampMontant("tarif horaire", null=True, blank=True)
    forfait = ChampMontant("forfait", null=True, blank=True)
    objectif = models.TextField("objectif", blank=True)
    is_active = models.BooleanField("proposée", default=True)
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = PrestationQuerySet.as_manager()

    class Meta:
        verbose_name = "prestation"
        verbose_name_plural = "prestations"
        ordering = ["cle_tri", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tarif_horaire__isnull=True) | Q(forfait__isnull=True),
                name="prestation_horaire_ou_forfait",
                violation_error_message="Tarif horaire et forfait s’excluent : gardez l’un des deux.",
            )
        ]

    def __str__(self) -> str:
        return self.libelle

    def save(self, *args, **kwargs) -> None:
        self.cle_tri = cle_tri(self.libelle)
        self.texte_recherche = texte_recherche(self.libelle, self.code, self.famille)
        super().save(*args, **kwargs)

    @property
    def prix(self) -> str:
        """« forfait 1 800,00 € », « 75,00 €/h », ou une chaîne vide."""
        if self.forfait is not None:
            return f"forfait {montrer_montant(self.forfait)}"
        return f"{montrer_montant(self.tarif_horaire)}/h" if self.tarif_horaire is not None else ""

    @property
    def resume(self) -> str:
        """La durée et le prix : « 24 h · forfait 1 800,00 € »."""
        return " · ".join(p for p in (montrer_duree(self.minutes_prevues), self.prix) if p)


class ValeurDeReference(models.Model):
    """Une valeur de liste de la maison : utilisée, elle se désactive et ne se supprime pas."""

    libelle = models.CharField("libellé", max_length=120)
    rang = models.PositiveSmallIntegerField("ordre", default=0)
    is_active = models.BooleanField("active", default=True)

    class Meta:
        abstract = True
        ordering = ["rang", "libelle", "pk"]

    def __str__(self) -> str:
        return self.libelle


class Suivi(ValeurDeReference):
    """Une étiquette posée à la main sur un dossier : « en attente d'accord », « à relancer »."""

    class Meta(ValeurDeReference.Meta):
        abstract = False
        verbose_name = "suivi"
        verbose_name_plural = "suivis"
        constraints = [models.UniqueConstraint(fields=["libelle"], name="suivi_unique")]


class Motif(ValeurDeReference):
    """Pourquoi une sortie, un abandon, une suspension."""

    type_evenement = models.CharField("événement", max_length=30, choices=TypeEvenement)

    class Meta(ValeurDeReference.Meta):
        abstract = False
        verbose_name = "motif"
        verbose_name_plural = "motifs"
        constraints = [models.UniqueConstraint(fields=["type_evenement", "libelle"], name="motif_unique_par_type")]


class Origine(ValeurDeReference):
    """D'où vient le bénéficiaire."""

    class Meta(ValeurDeReference.Meta):
        abstract = False
        verbose_name = "origine"
        verbose_name_plural = "origines"
        constraints = [models.UniqueConstraint(fields=["libelle"], name="origine_unique")]
