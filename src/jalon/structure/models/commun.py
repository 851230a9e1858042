"""Ce que partagent les objets de la structure : qui les lit, et ce qui les cherche."""

from typing import Any, Self

from django.db import models
from django.urls import reverse

from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche


class StructureQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur: Any) -> Self:
        """La porte de lecture des écrans Admin de la structure."""
        return self if utilisateur.a_le_droit("admin.lecture") else self.none()

    def actifs(self) -> Self:
        return self.filter(is_active=True)


class ObjetStructure(Horodate, Versionne):
    """Un objet nommé, versionné, qui se désactive : utilisé, il ne se supprime pas."""

    is_active = models.BooleanField("actif", default=True)
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = StructureQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.preparer()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """La fiche Admin de l'objet."""
        return reverse(f"structure:{self._meta.model_name}", args=[self.pk])

    @property
    def mot_actif(self) -> str:
        return "Actif"

    @property
    def mot_inactif(self) -> str:
        return "Désactivé"

    def preparer(self) -> None:
        """Recompose la clé de tri et le texte cherché."""
        self.cle_tri = cle_tri(*self.mots_de_tri())
        self.texte_recherche = texte_recherche(*self.mots_cherches())

    def mots_de_tri(self) -> tuple[object, ...]:
        return (self.libelle,)

    def mots_cherches(self) -> tuple[object, ...]:
        return (self.libelle,)
