"""Centres, lieux et ressources que l'on réserve."""

from django.conf import settings
from django.db import models

from jalon.socle.champs import ChampTelephone

from ..enums import NatureCentre, TypeLieu
from .commun import ObjetStructure


class Centre(ObjetStructure):
    """Un centre, une antenne : les dossiers et les utilisateurs s'y rattachent."""

    code = models.CharField("code", max_length=20, unique=True)
    libelle = models.CharField("nom", max_length=120)
    nature = models.CharField("nature", max_length=12, choices=NatureCentre, default=NatureCentre.ANTENNE)
    description = models.TextField("description", blank=True)
    adresse = models.CharField("adresse", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=10, blank=True)
    ville = models.CharField("ville", max_length=120, blank=True)
    pays = models.CharField("pays", max_length=80, blank=True)
    telephone = ChampTelephone("téléphone")
    courriel = models.EmailField("courriel", blank=True)
    site_web = models.URLField("site web", blank=True)
    capacite = models.PositiveSmallIntegerField("capacité (places)", null=True, blank=True)
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="responsable",
        null=True,
        blank=True,
        related_name="centres_diriges",
    )

    class Meta:
        verbose_name = "centre"
        verbose_name_plural = "centres"
        ordering = ["libelle"]

    def __str__(self) -> str:
        return self.libelle

    def mots_cherches(self) -> tuple[object, ...]:
        return (self.libelle, self.code, self.ville, self.code_postal)

    @property
    def adresse_en_ligne(self) -> str:
        """« 8 rue des Deux-Rives, 35000 Rennes », ou une chaîne vide."""
        ville = f"{self.code_postal} {self.ville}".strip()
        return ", ".join(p for p in (self.adresse, ville, self.pays) if p)


class Lieu(ObjetStructure):
    """Une salle ou un bureau d'un centre. Partageable, plusieurs séances y tiennent jusqu'à sa capacité."""

    centre = models.ForeignKey(Centre, models.PROTECT, verbose_name="centre", related_name="lieux")
    libelle = models.CharField("nom", max_length=120)
    type = models.CharField("type", max_length=20, choices=TypeLieu, default=TypeLieu.SALLE)
    capacite = models.PositiveSmallIntegerField("capacité (places)", null=True, blank=True)
    equipements = models.CharField("équipements", max_length=300, blank=True)
    description = models.TextField("description", blank=True)
    is_partageable = models.BooleanField("partageable", default=False)

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        ordering = ["centre__libelle", "libelle"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "libelle"],
                name="lieu_unique_par_centre",
                violation_error_message="Ce centre a déjà un lieu de ce nom.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_partageable=False) | models.Q(capacite__isnull=False),
                name="lieu_partageable_compte_ses_places",
                violation_error_message="Partageable, un lieu a une capacité : elle dit quand il est plein.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre} · {self.libelle}"

    def mots_cherches(self) -> tuple[object, ...]:
        return (self.libelle, self.equipements)


class Ressource(ObjetStructure):
    """Ce que l'on réserve avec une séance : vidéoprojecteur, véhicule, valise d'ordinateurs.

    Exclusive, elle sert une séance à la fois ; partageable, jusqu'à `quantite` exemplaires en même temps.
    """

    libelle = models.CharField("nom", max_length=120, unique=True)
    centre = models.ForeignKey(
        Centre, models.PROTECT, verbose_name="centre", null=True, blank=True, related_name="ressources"
    )
    description = models.TextField("description", blank=True)
    is_partageable = models.BooleanField("partageable", default=False)
    quantite = models.PositiveSmallIntegerField("exemplaires", default=1)

    class Meta:
        verbose_name = "ressource"
        verbose_name_plural = "ressources"
        ordering = ["libelle"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantite__gte=1),
                name="ressource_au_moins_un_exemplaire",
                violation_error_message="Il y a au moins un exemplaire.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_partageable=True) | models.Q(quantite=1),
                name="ressource_exclusive_un_exemplaire",
                violation_error_message="Une ressource exclusive n’a qu’un exemplaire.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def mot_actif(self) -> str:
        return "Active"

    @property
    def mot_inactif(self) -> str:
        return "Désactivée"

    @property
    def partage_en_mots(self) -> str:
        """« exclusive », ou « 4 exemplaires »."""
        return f"{self.quantite} exemplaires" if self.is_partageable else "exclusive"
