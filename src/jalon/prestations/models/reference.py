"""Les listes de la maison : suivis, motifs, origines, types de document, types d'événement."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from ..enums import TypeEvenement
from .prestation import Prestation

SANS_NOM_DE_MAISON = (TypeEvenement.CHANGEMENT_STATUT, TypeEvenement.REOUVERTURE, TypeEvenement.AUTRE)
FAITS = [(t.value, t.label) for t in TypeEvenement if t not in SANS_NOM_DE_MAISON]


class ReferenceQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur: Any) -> Self:
        """La porte des écrans Admin ; les formulaires partent de `actives`."""
        return self if utilisateur.a_le_droit("admin.lecture") else self.none()

    def actives(self) -> Self:
        return self.filter(is_active=True)

    def par_defaut(self) -> Any:
        """La valeur active proposée d'office, ou None. Une requête."""
        return self.filter(is_active=True, is_defaut=True).order_by("rang", "pk").first()


class ValeurDeReference(models.Model):
    """Une valeur de liste de la maison : utilisée, elle se désactive et ne se supprime pas."""

    libelle = models.CharField("libellé", max_length=120)
    code = models.CharField("code", max_length=20, blank=True)
    rang = models.PositiveSmallIntegerField("ordre", default=0)
    is_active = models.BooleanField("active", default=True)
    is_defaut = models.BooleanField("par défaut", default=False)

    objects = ReferenceQuerySet.as_manager()

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
