"""Les événements d'un dossier : des faits datés, jamais réécrits."""

from django.conf import settings
from django.db import models

from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Motif, Suivi

from ..rules.evenements import FaitEvenement
from .dossier import Dossier


class EvenementQuerySet(models.QuerySet):
    def faits(self) -> list[FaitEvenement]:
        """Les événements réduits à ce dont les règles ont besoin. Une requête."""
        lignes = self.order_by("date_evenement", "pk").values_list(
            "type", "date_evenement", "pk", "horodatage_annulation"
        )
        return [FaitEvenement(t, jour, rang, annulation is not None) for t, jour, rang, annulation in lignes]


class Evenement(models.Model):
    """Entrée, sortie, abandon, suspension, reprise, changement de statut (F7)."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="evenements")
    type = models.CharField("type", max_length=30, choices=TypeEvenement)
    date_evenement = models.DateField("date")
    motif = models.ForeignKey(Motif, models.PROTECT, verbose_name="motif", null=True, blank=True, related_name="+")
    commentaire = models.TextField("commentaire", blank=True)
    suivi_avant = models.ForeignKey(Suivi, models.PROTECT, null=True, blank=True, related_name="+")
    suivi_apres = models.ForeignKey(Suivi, models.PROTECT, null=True, blank=True, related_name="+")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="auteur", related_name="+")
    created_at = models.DateTimeField("enregistré le", auto_now_add=True)
    horodatage_annulation = models.DateTimeField("annulé le", null=True, blank=True)

    objects = EvenementQuerySet.as_manager()

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"
        indexes = [models.Index(fields=["dossier", "-date_evenement", "-id"], name="evenement_dossier")]

    def __str__(self) -> str:
        return f"{self.get_type_display()} du {self.date_evenement:%d/%m/%Y}"
