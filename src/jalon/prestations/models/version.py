"""La version d'une prestation : son déroulé et ses exigences, figés une fois publiés (règle 8 de la maison)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jalon.socle.formats import montrer_date
from jalon.socle.models import Horodate, Versionne

from ..enums import Porte
from .action import Action
from .prestation import Prestation
from .reference import TypeDocument


class VersionQuerySet(models.QuerySet):
    def publiees(self) -> "VersionQuerySet":
        return self.filter(date_publication__isnull=False)

    def brouillons(self) -> "VersionQuerySet":
        return self.filter(date_publication__isnull=True)

    def pour_lecture(self) -> "VersionQuerySet":
        """Avec le déroulé et les exigences : trois requêtes de plus, quel que soit le nombre d'étapes."""
        etapes = EtapeDeroule.objects.select_related("action")
        pieces = PieceExigee.objects.select_related("type_document")
        return self.select_related("prestation").prefetch_related(
            models.Prefetch("etapes", etapes), "champs_exiges", models.Prefetch("pieces_exigees", pieces)
        )


class VersionPrestation(Horodate, Versionne):
    """Un brouillon au plus par prestation ; publiée, elle ne se modifie plus.

    Un dossier garde la version avec laquelle il a été ouvert.
    """

    prestation = models.ForeignKey(Prestation, models.PROTECT, verbose_name="prestation", related_name="versions")
    numero = models.PositiveSmallIntegerField("numéro")
    date_publication = models.DateField("publiée le", null=True, blank=True)
    publiee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="publiée par", null=True, related_name="+"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’une prestation"
        verbose_name_plural = "versions d’une prestation"
        ordering = ["-numero", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["prestation", "numero"], name="version_prestation_numero_unique"),
            models.UniqueConstraint(
                fields=["prestation"],
                condition=Q(date_publication__isnull=True),
                name="version_prestation_un_brouillon",
                violation_error_message="Cette prestation a déjà un brouillon.",
            ),
        ]

    def __str__(self) -> str:
        if self.date_publication is None:
            return f"version {self.numero} (brouillon)"
        return f"version {self.numero} du {montrer_date(self.date_publication)}"

    @property
    def is_brouillon(self) -> bool:
        return self.date_publication is None


class EtapeDeroule(models.Model):
    """Une étape du déroulé : une action, tant de fois, entre tel et tel jour du premier rendez-vous."""

    version = models.ForeignKey(VersionPrestation, models.CASCADE, related_name="etapes")
    rang = models.PositiveSmallIntegerField("rang")
    action = models.ForeignKey(Action, models.PROTECT, verbose_name="action", related_name="etapes")
    nombre_seances = models.PositiveSmallIntegerField("nombre de séances", default=1)
    is_obligatoire = models.BooleanField("obligatoire", default=True)
    delai_min = models.PositiveSmallIntegerField("délai minimum (jours)", null=True, blank=True)
    delai_max = models.PositiveSmallIntegerField("délai maximum (jours)", null=True, blank=True)

    class Meta:
        verbose_name = "étape du déroulé"
        verbose_name_plural = "étapes du déroulé"
        ordering = ["rang", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "rang"], name="etape_rang_unique"),
            models.CheckConstraint(
                condition=Q(nombre_seances__gte=1),
                name="etape_au_moins_une_seance",
                violation_error_message="Une étape compte au moins une séance.",
            ),
            models.CheckConstraint(
                condition=Q(delai_min__isnull=True) | Q(delai_max__isnull=True) | Q(delai_max__gte=F("delai_min")),
                name="etape_delais_dans_l_ordre",
                violation_error_message="Le délai maximum vient après le minimum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rang}. {self.action}"

    @property
    def minutes(self) -> int:
        """La durée de l'étape entière, en minutes."""
        return self.nombre_seances * self.action.minutes


class ExigenceChamp(models.Model):
    """Un champ que la prestation exige du dossier pour une porte. `champ` : code de `CHAMPS_EXIGIBLES`."""

    version = models.ForeignKey(VersionPrestation, models.CASCADE, related_name="champs_exiges")
    champ = models.CharField("champ", max_length=40)
    porte = models.CharField("porte", max_length=10, choices=Porte)

    class Meta:
        verbose_name = "champ exigé"
        verbose_name_plural = "champs exigés"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "champ"], name="exigence_champ_unique")]

    def __str__(self) -> str:
        return f"{self.champ} ({self.porte})"


class PieceExigee(models.Model):
    """Un type de document que la prestation exige du dossier pour une porte."""

    version = models.ForeignKey(VersionPrestation, models.CASCADE, related_name="pieces_exigees")
    type_document = models.ForeignKey(
        TypeDocument, models.PROTECT, verbose_name="type de document", related_name="exigences"
    )
    porte = models.CharField("porte", max_length=10, choices=Porte)

    class Meta:
        verbose_name = "pièce exigée"
        verbose_name_plural = "pièces exigées"
        ordering = ["type_document__rang", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "type_document"], name="piece_exigee_unique")]

    def __str__(self) -> str:
        return f"{self.type_document} ({self.porte})"
