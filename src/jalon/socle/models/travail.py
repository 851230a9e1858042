"""Un travail long : export volumineux, acte par lot. On peut quitter la page et y revenir."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from ..enums import ETATS_ACTIFS, EtatTravail
from .commun import Horodate

CONSERVATION = timedelta(days=7)
SILENCE = timedelta(minutes=5)


class TravailQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "TravailQuerySet":
        """La porte de lecture : un travail n'est vu que de son auteur."""
        return self.filter(utilisateur=utilisateur)

    def actifs(self) -> "TravailQuerySet":
        return self.filter(etat__in=ETATS_ACTIFS)

    def expires(self, maintenant: datetime) -> "TravailQuerySet":
        """Finis et passés de date : à effacer, fichier compris."""
        return self.exclude(etat__in=ETATS_ACTIFS).filter(expire_at__lt=maintenant)


class Travail(Horodate):
    """Ce qu'une personne a demandé et qui se fait en tâche de fond.

    `fonction` est le code d'une `FonctionTravail` inscrite ; `parametres`, ce qu'elle lit. `fait` et `total`
    comptent des éléments. `droit` est redemandé à l'exécution, et pour reprendre le fichier.
    """

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="auteur", related_name="+"
    )
    libelle = models.CharField("libellé", max_length=200)
    fonction = models.CharField("fonction", max_length=60)
    parametres = models.JSONField("paramètres", default=dict)
    droit = models.CharField("droit", max_length=60, blank=True)
    retour = models.CharField("adresse de la page d’origine", max_length=2000, blank=True)
    etat = models.CharField("état", max_length=12, choices=EtatTravail, default=EtatTravail.EN_ATTENTE)
    fait = models.PositiveIntegerField("éléments faits", default=0)
    total = models.PositiveIntegerField("éléments à faire", default=0)
    message = models.CharField("ce qui s’est passé", max_length=500, blank=True)
    is_a_annuler = models.BooleanField("annulation demandée", default=False)
    fichier = models.FileField("fichier", upload_to="travaux/", blank=True)
    nom_fichier = models.CharField("nom du fichier", max_length=120, blank=True)
    termine_at = models.DateTimeField("fini le", null=True, blank=True)
    expire_at = models.DateTimeField("effacé le", null=True, blank=True)
    defait = models.OneToOneField(
        "self", models.SET_NULL, verbose_name="travail qu’il défait", null=True, blank=True,
        related_name="defait_par",
    )  # fmt: skip

    objects = TravailQuerySet.as_manager()

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        indexes = [
            models.Index(fields=["utilisateur", "-id"], name="travail_auteur"),
            models.Index(fields=["expire_at"], name="travail_expiration"),
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def is_actif(self) -> bool:
        return self.etat in ETATS_ACTIFS

    @property
    def pourcentage(self) -> int:
        """De 0 à 100."""
        return min(100, self.fait * 100 // self.total) if self.total else 0

    def is_interrompu(self, maintenant: datetime) -> bool:
        """Vrai si plus rien n'avance depuis cinq minutes : le service s'est arrêté en route."""
        return self.etat == EtatTravail.EN_COURS and maintenant - self.updated_at > SILENCE


class LigneTravail(models.Model):
    """Ce qu'un acte par lot a fait d'un objet, écrit dans la transaction de l'acte.

    `refus` : la raison, vide si l'acte est fait ; `memoire` : ce qu'il faut pour défaire.
    """

    travail = models.ForeignKey(Travail, models.CASCADE, related_name="lignes")
    objet_id = models.PositiveBigIntegerField("objet")
    libelle = models.CharField("objet, en mots", max_length=200)
    refus = models.CharField("raison du refus", max_length=500, blank=True)
    memoire = models.JSONField("pour défaire", null=True, blank=True)

    class Meta:
        verbose_name = "ligne d’un travail"
        verbose_name_plural = "lignes d’un travail"
        constraints = [models.UniqueConstraint(fields=["travail", "objet_id"], name="ligne_travail_unique")]
        indexes = [models.Index(fields=["travail", "id"], condition=~Q(refus=""), name="ligne_travail_refus")]

    def __str__(self) -> str:
        return f"{self.libelle} : {self.refus or 'fait'}"


def refus_de(travail: Travail) -> QuerySet[LigneTravail]:
    """Les refus d'un travail, dans l'ordre où ils sont venus."""
    return LigneTravail.objects.filter(travail=travail).exclude(refus="").order_by("pk")
