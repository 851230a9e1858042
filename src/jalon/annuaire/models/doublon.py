"""Deux fiches qui se ressemblent : la paire, pourquoi, et ce qu'on en a décidé."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, When

from ..doublons.rules import SEUIL_PAIRE
from .personne import Personne
from .societe import Societe


class PaireQuerySet(models.QuerySet):
    def a_traiter(self) -> "PaireQuerySet":
        """Ni écartées, ni réglées par l'archivage d'une des deux fiches."""
        actives = Q(premiere__archivee_at__isnull=True, seconde__archivee_at__isnull=True)
        return self.filter(actives, ecartee_at__isnull=True)

    def ecartees(self) -> "PaireQuerySet":
        return self.filter(ecartee_at__isnull=False)

    def de(self, fiche: Any) -> "PaireQuerySet":
        """Celles où cette fiche est l'une des deux."""
        return self.filter(Q(premiere=fiche) | Q(seconde=fiche))


class Paire(models.Model):
    """`premiere` est la plus ancienne des deux. `score` et `motifs` se recalculent ; l'écart est une décision."""

    score = models.PositiveSmallIntegerField("score")
    motifs = models.CharField("motifs", max_length=200)
    ecartee_at = models.DateTimeField("écartée le", null=True, blank=True)
    ecartee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="écartée par", null=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.premiere} · {self.seconde}"

    def autre(self, fiche: Any) -> Any:
        """L'autre fiche de la paire."""
        return self.seconde if fiche.pk == self.premiere_id else self.premiere


class DoublonPersonneQuerySet(PaireQuerySet):
    def visibles_par(self, utilisateur) -> "DoublonPersonneQuerySet":
        """Celles que cette personne peut connaître, avec `is_entiere` et `force`.

        Quand les détails des deux fiches se voient, tout ce qui les rapproche compte. Sinon le nom et l'année de
        naissance seuls : montrer une paire pour son téléphone dirait à qui il est (domaine, « Annuaire »).
        """
        if not utilisateur.a_le_droit("annuaire.lecture"):
            return self.none()
        deux = Q(_detaillee("premiere", utilisateur)) & Q(_detaillee("seconde", utilisateur))
        paires = self.annotate(is_entiere=ExpressionWrapper(deux, BooleanField()))
        paires = paires.annotate(force=Case(When(is_entiere=True, then=F("score")), default=F("score_public")))
        return paires.filter(force__gte=SEUIL_PAIRE)


def _detaillee(cote: str, utilisateur) -> Exists:
    return Exists(Personne.objects.filter(pk=OuterRef(cote)).details_visibles_par(utilisateur))


class DoublonPersonne(Paire):
    """Deux personnes qui sont peut-être la même."""

    premiere = models.ForeignKey(Personne, models.CASCADE, related_name="+")
    seconde = models.ForeignKey(Personne, models.CASCADE, related_name="+")
    score_public = models.PositiveSmallIntegerField("score hors périmètre")
    motifs_publics = models.CharField("motifs hors périmètre", max_length=200, blank=True)

    objects = DoublonPersonneQuerySet.as_manager()

    class Meta:
        verbose_name = "doublon de personnes"
        verbose_name_plural = "doublons de personnes"
        constraints = [
            models.UniqueConstraint(fields=["premiere", "seconde"], name="doublon_personne_unique"),
            models.CheckConstraint(condition=Q(premiere__lt=F("seconde")), name="doublon_personne_ordonne"),
        ]
        indexes = [models.Index(fields=["ecartee_at", "-score", "id"], name="doublon_personne_rang")]

    @property
    def raison(self) -> str:
        """Pourquoi elles se ressemblent, dans les limites de ce que l'on voit ; demande `visibles_par`."""
        return self.motifs if self.is_entiere else self.motifs_publics


class DoublonSocieteQuerySet(PaireQuerySet):
    def visibles_par(self, utilisateur) -> "DoublonSocieteQuerySet":
        """Les sociétés n'ont pas de périmètre : toutes, pour qui lit l'annuaire."""
        paires = self.annotate(force=F("score"))
        return paires.filter(force__gte=SEUIL_PAIRE) if utilisateur.a_le_droit("annuaire.lecture") else self.none()


class DoublonSociete(Paire):
    """Deux sociétés qui sont peut-être la même."""

    premiere = models.ForeignKey(Societe, models.CASCADE, related_name="+")
    seconde = models.ForeignKey(Societe, models.CASCADE, related_name="+")

    objects = DoublonSocieteQuerySet.as_manager()

    class Meta:
        verbose_name = "doublon de sociétés"
        verbose_name_plural = "doublons de sociétés"
        constraints = [
            models.UniqueConstraint(fields=["premiere", "seconde"], name="doublon_societe_unique"),
            models.CheckConstraint(condition=Q(premiere__lt=F("seconde")), name="doublon_societe_ordonne"),
        ]
        indexes = [models.Index(fields=["ecartee_at", "-score", "id"], name="doublon_societe_rang")]

    @property
    def raison(self) -> str:
        return self.motifs
