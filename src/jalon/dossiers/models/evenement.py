"""Les événements d'un dossier : des faits datés, jamais effacés ; chaque version se relit."""

from datetime import date

from django.conf import settings
from django.db import models

from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Motif, Suivi, TypeEvenementMaison
from jalon.socle.models import Versionne

from ..enums import SUITES_POSITIVES, EtatActe, Suite
from ..rules.evenements import RANG_NOUVEAU, FaitEvenement
from .dossier import Dossier


def _auteur(libelle: str, **options) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=libelle, related_name="+", **options
    )


class Dit(models.Model):
    """Ce qu'une version d'un événement dit : quand, pourquoi, et ce qui suit."""

    date_evenement = models.DateField("date")
    motif = models.ForeignKey(Motif, models.PROTECT, verbose_name="motif", null=True, blank=True, related_name="+")
    commentaire = models.TextField("commentaire", blank=True)
    precision = models.CharField("précision", max_length=120, blank=True)
    suite = models.CharField("suite", max_length=15, choices=Suite, blank=True)

    class Meta:
        abstract = True


DITS = ("date_evenement", "motif", "commentaire", "precision", "suite")


class EvenementQuerySet(models.QuerySet):
    def faits(self) -> list[FaitEvenement]:
        """Les événements réduits à ce dont les règles ont besoin. Une requête."""
        lignes = self.dans_l_ordre().values_list(
            "type", "date_evenement", "pk", "horodatage_annulation", "refus_effet", "is_prevu"
        )
        return [
            FaitEvenement(t, jour, rang, annulation is not None or bool(refus), is_prevu)
            for t, jour, rang, annulation, refus, is_prevu in lignes
        ]

    def dans_l_ordre(self) -> "EvenementQuerySet":
        """Le plus ancien d'abord ; le même jour, le premier déclaré."""
        return self.order_by("date_evenement", "pk")

    def en_attente(self, jour: date) -> "EvenementQuerySet":
        """Les prévus dont le jour est venu, dans l'ordre où ils prennent effet."""
        prevus = self.filter(is_prevu=True, horodatage_annulation=None, refus_effet="", date_evenement__lte=jour)
        return prevus.order_by("date_evenement", "pk")

    def pour_frise(self) -> "EvenementQuerySet":
        """Tout ce que la frise montre d'un événement. Trois requêtes."""
        lies = self.select_related(
            "type_maison", "motif", "auteur", "modifie_par", "annule_par", "suivi_avant", "suivi_apres"
        )
        return lies.prefetch_related("actes", "versions__motif", "versions__auteur")


class Evenement(Dit, Versionne):
    """Entrée, sortie, abandon, suspension, reprise, changement de statut… (F7, F8).

    `is_prevu` : déclaré à l'avance, pas encore en vigueur ; `refus_effet` dit pourquoi il est resté sans effet à
    son jour. Les versions antérieures sont dans `versions`.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="evenements")
    type = models.CharField("type", max_length=30, choices=TypeEvenement)
    type_maison = models.ForeignKey(
        TypeEvenementMaison,
        models.PROTECT,
        verbose_name="type de la maison",
        null=True,
        blank=True,
        related_name="+",
    )
    suivi_avant = models.ForeignKey(Suivi, models.PROTECT, null=True, blank=True, related_name="+")
    suivi_apres = models.ForeignKey(Suivi, models.PROTECT, null=True, blank=True, related_name="+")
    is_prevu = models.BooleanField("prévu", default=False)
    refus_effet = models.CharField("resté sans effet", max_length=300, blank=True)
    auteur = _auteur("auteur")
    created_at = models.DateTimeField("enregistré le", auto_now_add=True)
    modifie_par = _auteur("modifié par", null=True, blank=True)
    modifie_at = models.DateTimeField("modifié le", null=True, blank=True)
    horodatage_annulation = models.DateTimeField("annulé le", null=True, blank=True)
    annule_par = _auteur("annulé par", null=True, blank=True)
    motif_annulation = models.CharField("motif de l’annulation", max_length=500, blank=True)

    objects = EvenementQuerySet.as_manager()

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"
        indexes = [models.Index(fields=["dossier", "-date_evenement", "-id"], name="evenement_dossier")]

    def __str__(self) -> str:
        return f"{self.libelle} du {self.date_evenement:%d/%m/%Y}"

    @property
    def libelle(self) -> str:
        """Le nom que la maison lui donne, sinon celui du fait qu'il signifie."""
        if self.type_maison:
            return self.type_maison.libelle
        if self.type == TypeEvenement.AUTRE and self.precision:
            return self.precision
        return self.get_type_display()

    @property
    def fait(self) -> FaitEvenement:
        """L'événement tel que les règles le lisent."""
        is_annule = self.horodatage_annulation is not None or bool(self.refus_effet)
        return FaitEvenement(self.type, self.date_evenement, self.pk or RANG_NOUVEAU, is_annule, self.is_prevu)

    @property
    def is_suite_positive(self) -> bool | None:
        """Vrai, faux, ou None quand la sortie ne dit pas ce qui suit."""
        return self.suite in SUITES_POSITIVES if self.suite else None


class VersionEvenement(Dit):
    """Ce qu'un événement disait avant d'être modifié ; jamais réécrit (F8)."""

    evenement = models.ForeignKey(Evenement, models.CASCADE, related_name="versions")
    numero = models.PositiveIntegerField("version")
    auteur = _auteur("auteur")
    horodatage = models.DateTimeField("écrit le")

    class Meta:
        verbose_name = "version d’un événement"
        verbose_name_plural = "versions des événements"
        ordering = ["-numero"]
        constraints = [models.UniqueConstraint(fields=["evenement", "numero"], name="version_evenement_unique")]

    def __str__(self) -> str:
        return f"{self.evenement} (version {self.numero})"


class ActeEvenement(models.Model):
    """Un acte qu'un événement déclenche : demandé avec lui, exécuté une fois, son résultat gardé (F8).

    `saisie` : les paramètres tels qu'ils ont été saisis, revalidés le jour venu.
    """

    evenement = models.ForeignKey(Evenement, models.CASCADE, related_name="actes")
    code = models.CharField("acte", max_length=40)
    libelle = models.CharField("ce qui est demandé", max_length=300)
    saisie = models.JSONField("paramètres", default=dict)
    etat = models.CharField("état", max_length=10, choices=EtatActe, default=EtatActe.PREVU)
    resultat = models.CharField("résultat", max_length=500, blank=True)
    horodatage = models.DateTimeField("exécuté le", null=True, blank=True)
    auteur = _auteur("demandé par")

    class Meta:
        verbose_name = "acte d’un événement"
        verbose_name_plural = "actes des événements"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evenement", "code"], name="acte_evenement_unique")]

    def __str__(self) -> str:
        return self.libelle
