"""L'utilisateur : une personne qui se connecte."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from jalon.socle.models import Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche
from jalon.structure.models import Centre

from ..enums import TONS_COMPTE, EtatCompte
from ..rules import droits_effectifs, etat_compte
from .profil import Profil


class UtilisateurManager(BaseUserManager):
    """Le courriel est l'identifiant ; on le cherche sans tenir compte de la casse."""

    def get_by_natural_key(self, courriel: str) -> "Utilisateur":
        return self.get(courriel__iexact=courriel)


class UtilisateurQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur: Any) -> "UtilisateurQuerySet":
        """La porte de lecture de l'écran Admin > Utilisateurs."""
        return self if utilisateur.a_le_droit("admin.lecture") else self.none()

    def actifs(self) -> "UtilisateurQuerySet":
        return self.filter(is_active=True)

    def with_invitation(self) -> "UtilisateurQuerySet":
        """Ajoute `invitation_expire_at` : la fin de son invitation ouverte, ou None."""
        ouvertes = self.model.invitations.rel.related_model.objects.ouvertes().filter(utilisateur=OuterRef("pk"))
        return self.annotate(invitation_expire_at=Subquery(ouvertes.values("expire_at")[:1]))

    def pour_connexion(self) -> "UtilisateurQuerySet":
        """Avec le profil et le centre, lus à chaque page."""
        return self.select_related("profil", "centre")


class Utilisateur(AbstractBaseUser, Versionne):
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
    desactive_at = models.DateTimeField("désactivé le", null=True, blank=True)
    motif_desactivation = models.CharField("motif de la désactivation", max_length=200, blank=True)
    created_at = models.DateTimeField("créé le", auto_now_add=True)
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = UtilisateurManager.from_queryset(UtilisateurQuerySet)()

    USERNAME_FIELD = "courriel"
    EMAIL_FIELD = "courriel"
    REQUIRED_FIELDS = ["prenom", "nom"]

    class Meta:
        verbose_name = "utilisateur"
        verbose_name_plural = "utilisateurs"
        ordering = ["cle_tri", "pk"]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.cle_tri = cle_tri(self.nom, self.prenom)
        self.texte_recherche = texte_recherche(self.nom, self.prenom, self.courriel)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """La fiche Admin du compte."""
        return reverse("comptes:utilisateur", args=[self.pk])

    @property
    def initiales(self) -> str:
        return f"{self.prenom[:1]}{self.nom[:1]}".upper()

    @cached_property
    def droits(self) -> frozenset[str]:
        """Les codes de droits effectifs ; aucun pour un compte désactivé."""
        if not self.is_active:
            return frozenset()
        return droits_effectifs(self.profil.droits, self.droits_individuels)

    @property
    def etat(self) -> EtatCompte:
        """Où en est le compte, lu par `with_invitation`."""
        return etat_compte(
            is_active=self.is_active,
            is_ouvert=self.has_usable_password(),
            expire_at=self.invitation_expire_at,
            maintenant=timezone.now(),
        )

    @property
    def ton_etat(self) -> str:
        return TONS_COMPTE[self.etat]

    def a_le_droit(self, code: str) -> bool:
        """Dit si l'utilisateur a ce droit (« dossiers.ecriture », « dossiers.changer_prestation »)."""
        return code in self.droits

    @cached_property
    def collegues_ids(self) -> list[int]:
        """Soi-même et les membres des équipes dont on est membre ou responsable : on voit leurs dossiers."""
        equipes = self.equipes.model.objects.de(self).values("pk")
        membres = self.equipes.through.objects.filter(equipe__in=equipes).values_list("utilisateur_id", flat=True)
        return sorted({self.pk, *membres})

    @cached_property
    def centres_ids(self) -> list[int]:
        """Ses centres : le sien et les autres."""
        autres = self.autres_centres.values_list("pk", flat=True)
        return sorted({pk for pk in (self.centre_id, *autres) if pk})
