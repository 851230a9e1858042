"""Les listes de la maison : suivis, motifs, origines, types de document, types d'événement."""

from typing import Self

from django.db import models
from django.db.models import Q

from jalon.structure.models.reference import ReferenceQuerySet, ValeurDeReference

from ..enums import TypeEvenement
from .prestation import Prestation

SANS_NOM_DE_MAISON = (TypeEvenement.CHANGEMENT_STATUT, TypeEvenement.REOUVERTURE, TypeEvenement.AUTRE)
FAITS = [(t.value, t.label) for t in TypeEvenement if t not in SANS_NOM_DE_MAISON]


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


class TypeDocument(ValeurDeReference):
    """Une sorte de document ; une prestation peut en exiger une pièce."""

    class Meta(ValeurDeReference.Meta):
        abstract = False
        verbose_name = "type de document"
        verbose_name_plural = "types de document"
        constraints = [models.UniqueConstraint(fields=["libelle"], name="type_document_unique")]


class TypeEvenementQuerySet(ReferenceQuerySet):
    def de(self, prestation: Prestation) -> Self:
        """Ceux qui se proposent sur un dossier de cette prestation : les siens, et ceux de toutes."""
        liees = TypeEvenementMaison.prestations.through.objects
        tous = ~Q(pk__in=liees.values("typeevenementmaison"))
        siens = Q(pk__in=liees.filter(prestation=prestation).values("typeevenementmaison"))
        return self.actives().filter(tous | siens)


class TypeEvenementMaison(ValeurDeReference):
    """Un événement nommé par la maison, et le fait qu'il signifie (ou aucun).

    Sans prestation, il vaut pour toutes.
    """

    fait = models.CharField("fait signifié", max_length=30, choices=FAITS, blank=True)
    prestations = models.ManyToManyField(
        Prestation, verbose_name="prestations", blank=True, related_name="types_evenement"
    )

    objects = TypeEvenementQuerySet.as_manager()

    class Meta(ValeurDeReference.Meta):
        abstract = False
        verbose_name = "type d’événement"
        verbose_name_plural = "types d’événement"
        constraints = [models.UniqueConstraint(fields=["libelle"], name="type_evenement_maison_unique")]
