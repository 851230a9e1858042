"""La séance, qui l'anime, qui y participe, et par quels états elle est passée."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.comptes.enums import PerimetreDossiers
from jalon.dossiers.models import Dossier
from jalon.prestations.models import Action, EtapeDeroule
from jalon.socle.champs import ChampMinutes
from jalon.socle.models import Horodate, Versionne
from jalon.structure.models import Lieu, Ressource

from ..enums import AnnuleePar, EtatSeance, GenreSeance, Presence
from ..rules.creneau import MINUTES_MAX, duree_en_minutes
from ..rules.heures import minutes_comptees
from .agendas import agendas_lus

ANNULEES = (EtatSeance.ANNULEE, EtatSeance.REPORTEE)


class SeanceQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur: Any) -> Self:
        """La porte de lecture : les séances d'un dossier du périmètre, et celles d'un agenda que l'on lit.

        Dans un agenda, une séance dont on ne lit pas le dossier se montre « occupé » : voir `lisibles_par`.
        """
        if not utilisateur.a_le_droit("planning.lecture"):
            return self.none()
        return self.filter(_d_un_dossier_visible(utilisateur) | _d_un_agenda_visible(utilisateur))

    def lisibles_par(self, utilisateur: Any) -> Self:
        """Celles dont on lit le contenu : un dossier du périmètre, ou hors production dans un agenda lu."""
        if not utilisateur.a_le_droit("planning.lecture"):
            return self.none()
        if _lit_tous_les_dossiers(utilisateur):
            reunion = Q(genre=GenreSeance.HORS_PRODUCTION) & _d_un_agenda_visible(utilisateur)
            return self.filter(_d_un_dossier_visible(utilisateur) | reunion)
        return self.filter(pk__in=_cles_lisibles(utilisateur))

    def a_valider(self, maintenant: datetime) -> Self:
        """Finies, et encore programmées. Index `seance_a_valider`."""
        return self.filter(etat=EtatSeance.PROGRAMMEE, fin__lt=maintenant)

    def animees_par(self, utilisateur: Any) -> Self:
        """Celles que la personne anime elle-même."""
        return self.filter(animations__personne__utilisateur=utilisateur)

    def des_agendas(self, personnes: Any) -> Self:
        """Celles que l'une de ces personnes anime ; à combiner avec `entre`, qui tient l'index."""
        return self.filter(Exists(Animation.objects.filter(seance=OuterRef("pk"), personne__in=personnes)))

    def entre(self, debut: datetime, fin: datetime) -> Self:
        """Celles qui touchent la période. Une séance dure douze heures au plus : l'index `seance_debut` suffit."""
        return self.filter(debut__gt=debut - timedelta(minutes=MINUTES_MAX), debut__lt=fin, fin__gt=debut)

    def pour_liste(self) -> Self:
        """Avec tout ce qu'une ligne montre : trois requêtes de plus, quel que soit le nombre de séances."""
        animations = Animation.objects.select_related("personne").order_by("rang", "pk")
        participations = Participation.objects.select_related("dossier__beneficiaire", "etape__action")
        return self.select_related("action", "lieu__centre", "reportee_vers").prefetch_related(
            models.Prefetch("animations", animations),
            models.Prefetch("participations", participations.order_by("dossier__cle_tri", "pk")),
            "ressources",
        )

    def pour_lignes(self, utilisateur: Any) -> Self:
        """Avec ce qu'une ligne hors de son dossier montre : animateurs, dossiers du périmètre. Deux requêtes.

        `participations_lues` tait les dossiers que l'utilisateur ne lit pas.
        """
        visibles = Dossier.objects.visibles_par(utilisateur)
        lues = Participation.objects.filter(dossier__in=visibles).order_by("dossier__cle_tri", "pk")
        animations = Animation.objects.select_related("personne").order_by("rang", "pk")
        return self.select_related("action", "lieu__centre").prefetch_related(
            models.Prefetch("animations", animations),
            models.Prefetch(
                "participations",
                lues.select_related("dossier__beneficiaire", "dossier__prestation"),
                to_attr="participations_lues",
            ),
        )


def _d_un_dossier_visible(utilisateur: Any) -> Exists:
    visibles = Dossier.objects.visibles_par(utilisateur).filter(pk=OuterRef("dossier"))
    return Exists(Participation.objects.filter(Exists(visibles), seance=OuterRef("pk")))


def _lit_tous_les_dossiers(utilisateur: Any) -> bool:
    profil = utilisateur.profil
    return profil.perimetre_dossiers == PerimetreDossiers.MAISON and not profil.is_limite_aux_centres


def _cles_lisibles(utilisateur: Any) -> models.QuerySet:
    """Les clés, lues depuis les dossiers du périmètre et les agendas : ses séances sont peu parmi toutes."""
    suivies = Participation.objects.filter(dossier__in=Dossier.objects.visibles_par(utilisateur).values("pk"))
    animees = Animation.objects.filter(personne__in=agendas_lus(utilisateur).values("pk"))
    reunions = animees.filter(seance__genre=GenreSeance.HORS_PRODUCTION)
    return suivies.order_by().values("seance").union(reunions.order_by().values("seance"))


def _d_un_agenda_visible(utilisateur: Any) -> Exists:
    return Exists(Animation.objects.filter(seance=OuterRef("pk"), personne__in=agendas_lus(utilisateur)))


class Seance(Horodate, Versionne):
    """Un rendez-vous : une action, un moment, un lieu. `minutes` est la durée prévue, tirée de début et fin."""

    genre = models.CharField("pour", max_length=20, choices=GenreSeance, default=GenreSeance.INDIVIDUELLE)
    action = models.ForeignKey(
        Action, models.PROTECT, verbose_name="action", null=True, blank=True, related_name="seances"
    )
    intitule = models.CharField("intitulé", max_length=120, blank=True)
    debut = models.DateTimeField("début")
    fin = models.DateTimeField("fin")
    minutes = ChampMinutes("durée prévue")
    lieu = models.ForeignKey(
        Lieu, models.PROTECT, verbose_name="lieu", null=True, blank=True, related_name="seances"
    )
    lien_visio = models.URLField("lien de visioconférence", blank=True)
    notes = models.TextField("notes", blank=True)
    ressources = models.ManyToManyField(Ressource, verbose_name="ressources", blank=True, related_name="seances")
    animateurs = models.ManyToManyField(Personne, through="Animation", related_name="seances_animees")
    etat = models.CharField("état", max_length=12, choices=EtatSeance, default=EtatSeance.PROGRAMMEE)
    annulee_par = models.CharField("annulée par", max_length=12, choices=AnnuleePar, blank=True)
    motif = models.CharField("motif", max_length=300, blank=True)
    reportee_vers = models.OneToOneField(
        "self", models.SET_NULL, verbose_name="reportée vers", null=True, blank=True, related_name="reportee_de"
    )

    objects = SeanceQuerySet.as_manager()

    class Meta:
        verbose_name = "séance"
        verbose_name_plural = "séances"
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gt=F("debut")),
                name="seance_finit_apres_son_debut",
                violation_error_message="La fin vient après le début.",
            ),
            models.CheckConstraint(
                condition=Q(genre=GenreSeance.HORS_PRODUCTION) | Q(action__isnull=False),
                name="seance_en_production_a_une_action",
                violation_error_message="Choisissez l’action de la séance.",
            ),
        ]
        indexes = [
            models.Index(fields=["debut", "id"], name="seance_debut"),
            models.Index(fields=["fin", "id"], name="seance_a_valider", condition=Q(etat=EtatSeance.PROGRAMMEE)),
        ]

    def __str__(self) -> str:
        return f"{self.nom} du {timezone.localtime(self.debut):%d/%m/%Y à %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.minutes = duree_en_minutes(self.debut, self.fin)
        super().save(*args, **kwargs)

    @property
    def nom(self) -> str:
        """L'action, ou l'intitulé d'une séance hors production."""
        return str(self.action) if self.action else self.intitule

    @property
    def jour(self) -> date:
        return timezone.localtime(self.debut).date()

    @property
    def is_annulee(self) -> bool:
        return self.etat in ANNULEES

    def is_a_valider(self, maintenant: datetime) -> bool:
        """Dit si elle est finie et encore programmée."""
        return self.etat == EtatSeance.PROGRAMMEE and self.fin < maintenant


class Animation(models.Model):
    """Une personne anime une séance. `minutes` : son temps de production, la durée de la séance par défaut."""

    seance = models.ForeignKey(Seance, models.CASCADE, related_name="animations")
    personne = models.ForeignKey(Personne, models.PROTECT, verbose_name="animateur", related_name="animations")
    minutes = ChampMinutes("temps de production", null=True, blank=True)
    rang = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "animation"
        verbose_name_plural = "animations"
        constraints = [models.UniqueConstraint(fields=["seance", "personne"], name="animation_unique")]

    def __str__(self) -> str:
        return str(self.personne)


class Participation(models.Model):
    """Un dossier dans une séance, et sa présence. `minutes` : la durée réelle, quand elle n'est pas la prévue."""

    seance = models.ForeignKey(Seance, models.CASCADE, related_name="participations")
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, verbose_name="dossier", related_name="participations", db_index=False
    )  # l'index (dossier, séance) le tient
    presence = models.CharField("présence", max_length=20, choices=Presence, default=Presence.ATTENDU)
    motif = models.CharField("motif", max_length=300, blank=True)
    minutes = ChampMinutes("durée réelle", null=True, blank=True)
    etape = models.ForeignKey(
        EtapeDeroule, models.SET_NULL, verbose_name="étape", null=True, blank=True, related_name="participations"
    )

    class Meta:
        verbose_name = "participation"
        verbose_name_plural = "participations"
        constraints = [
            models.UniqueConstraint(
                fields=["seance", "dossier"],
                name="participation_unique",
                violation_error_message="Ce dossier est déjà dans la séance.",
            )
        ]
        indexes = [models.Index(fields=["dossier", "seance"], name="participation_dossier")]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.get_presence_display()}"

    @property
    def minutes_comptees(self) -> int:
        """Les minutes qui comptent pour le dossier : celles d'un présent, zéro sinon."""
        return minutes_comptees(self.seance.etat, self.presence, self.minutes, self.seance.minutes)


class ChangementEtat(models.Model):
    """Un changement d'état d'une séance : qui, quand, pourquoi. Jamais réécrit (règle 8 de la maison)."""

    seance = models.ForeignKey(Seance, models.CASCADE, related_name="changements_etat")
    avant = models.CharField("avant", max_length=12, choices=EtatSeance, blank=True)
    apres = models.CharField("après", max_length=12, choices=EtatSeance)
    motif = models.CharField("motif", max_length=300, blank=True)
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="auteur", related_name="+")
    created_at = models.DateTimeField("le", auto_now_add=True)

    class Meta:
        verbose_name = "changement d’état d’une séance"
        verbose_name_plural = "changements d’état d’une séance"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_avant_display() or '—'} → {self.get_apres_display()}"
