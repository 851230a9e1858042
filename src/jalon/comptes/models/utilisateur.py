"""L'utilisateur : une personne qui se connecte."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property

from jalon.structure.models import Centre

from ..rules import droits_effectifs
from .profil import Profil


class UtilisateurManager(BaseUserManager):
    """Le courriel est l'identifiant ; on le cherche sans tenir compte de la casse."""

    def get_by_natural_key(self, courriel: str) -> "Utilisateur":
        return self.get(courriel__iexact=courriel)


class UtilisateurQuerySet(models.QuerySet):
    def actifs(self) -> "UtilisateurQuerySet":
        return self.filter(is_active=True)

    def pour_connexion(self) -> "UtilisateurQuerySet":
        """Avec le profil et le centre, lus à chaque page."""
        return self.select_related("profil", "centre")


class Utilisateur(AbstractBaseUser):
    """Une personne qui se connecte. Désactivée, elle garde son passé."""

    courriel = models.EmailField("courriel", unique=True)
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField("nom", max_length=80)
    profil = models.ForeignKey(Profil, models.PROTECT, verbose_name="profil", related_name="utilisateurs")
    droits_individuels = models.JSONField("droits individuels", default=list, blank=True)
    centre = models.ForeignKey(
        Centre, models.PROTECT, verbose_name="centre", null=True, blank=True, related_name="utilisateurs"
    )
    autres_centres = models.ManyToManyField(Centre, verbose_name="autres centres", blank=True, related_name="+")
    is_active = models.BooleanField("actif", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UtilisateurManager.from_queryset(UtilisateurQuerySet)()

    USERNAME_FIELD = "courriel"
    EMAIL_FIELD = "courriel"
    REQUIRED_FIELDS = ["prenom", "nom"]

    class Meta:
        verbose_name = "utilisateur"
        verbose_name_plural = "utilisateurs"
        ordering = ["nom", "prenom", "pk"]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    @property
    def initiales(self) -> str:
        return f"{self.prenom[:1]}{self.nom[:1]}".upper()

    @cached_property
    def droits(self) -> frozenset[str]:
        """Les codes de droits effectifs ; aucun pour un compte désactivé."""
        if not self.is_active:
            return frozenset()
        return droits_effectifs(self.profil.droits, self.droits_individuels)

    def a_le_droit(self, code: str) -> bool:
        """Dit si l'utilisateur a ce droit (« dossiers.ecriture », « dossiers.changer_prestation »)."""
        return code in self.droits

    @cached_property
    def collegues_ids(self) -> list[int]:
        """Soi-même et les membres de ses équipes : leurs dossiers sont « ceux de mes équipes »."""
        equipes = self.equipes.values("pk")
        membres = self.equipes.through.objects.filter(equipe__in=equipes).values_list("utilisateur_id", flat=True)
        return sorted({self.pk, *membres})

    @cached_property
    def centres_ids(self) -> list[int]:
        """Ses centres : le sien et les autres."""
        autres = self.autres_centres.values_list("pk", flat=True)
        return sorted({pk for pk in (self.centre_id, *autres) if pk})
