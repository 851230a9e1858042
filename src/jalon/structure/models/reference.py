"""Ce qu'est une valeur d'une liste de la maison ; chaque pièce déclare les siennes, Admin les montre toutes."""

from typing import Any, Self

from django.db import models


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
