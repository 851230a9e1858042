"""Ce que chacun règle d'une liste : ses colonnes, ses vues."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .commun import Horodate


class PreferenceListe(Horodate):
    """Les colonnes qu'une personne montre dans une liste, dans son ordre."""

    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    liste = models.CharField("liste", max_length=60)
    colonnes = models.JSONField("codes des colonnes", default=list)

    class Meta:
        verbose_name = "préférence de liste"
        verbose_name_plural = "préférences de liste"
        constraints = [models.UniqueConstraint(fields=["utilisateur", "liste"], name="preference_liste_unique")]

    def __str__(self) -> str:
        return f"{self.liste} : {', '.join(self.colonnes)}"


class VueEnregistreeQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "VueEnregistreeQuerySet":
        """Les siennes, et celles que ses collègues partagent."""
        collegues = getattr(utilisateur, "collegues_ids", [])
        return self.filter(Q(utilisateur=utilisateur.pk) | Q(is_partagee=True, utilisateur__in=collegues))


class VueEnregistree(Horodate):
    """Un nom donné à une recherche, des filtres et un ordre ; `parametres` est la fin d'une adresse."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="auteur", related_name="+"
    )
    liste = models.CharField("liste", max_length=60)
    nom = models.CharField("nom", max_length=60)
    parametres = models.CharField("paramètres", max_length=2000, blank=True)
    is_partagee = models.BooleanField("partagée avec mes équipes", default=False)

    objects = VueEnregistreeQuerySet.as_manager()

    class Meta:
        verbose_name = "vue enregistrée"
        verbose_name_plural = "vues enregistrées"
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur", "liste", "nom"],
                name="vue_enregistree_unique",
                violation_error_message="Vous avez déjà une vue de ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.nom
