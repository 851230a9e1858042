"""Un financeur est une société ou une personne (B5)."""

from django.db import models
from django.db.models import Q

from jalon.annuaire.models import Personne, Societe


class AvecFinanceur(models.Model):
    """Porte un financeur : une société ou un particulier, jamais les deux."""

    financeur_societe = models.ForeignKey(
        Societe, models.PROTECT, verbose_name="financeur", null=True, blank=True, related_name="+"
    )
    financeur_personne = models.ForeignKey(
        Personne,
        models.PROTECT,
        verbose_name="financeur (particulier)",
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def financeur(self) -> Societe | Personne | None:
        """La société ou la personne qui finance."""
        return self.financeur_societe or self.financeur_personne

    @property
    def cle_financeur(self) -> str:
        """« s12 » ou « p7 », ou vide : pour comparer deux financeurs sans les lire."""
        if self.financeur_societe_id:
            return f"s{self.financeur_societe_id}"
        return f"p{self.financeur_personne_id}" if self.financeur_personne_id else ""


def un_seul_financeur(nom: str) -> models.CheckConstraint:
    """Contrainte : société ou particulier, pas les deux."""
    return models.CheckConstraint(
        condition=Q(financeur_societe__isnull=True) | Q(financeur_personne__isnull=True),
        name=nom,
        violation_error_message="Le financeur est une société ou un particulier, pas les deux.",
    )


def fin_apres_debut(nom: str) -> models.CheckConstraint:
    """Contrainte : fin ≥ début (B3)."""
    return models.CheckConstraint(
        condition=Q(date_debut__isnull=True) | Q(date_fin__isnull=True) | Q(date_fin__gte=models.F("date_debut")),
        name=nom,
        violation_error_message="La fin de la période précède son début.",
    )
