"""L'invitation : un lien à usage unique par lequel une personne choisit son mot de passe."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from jalon.socle.models import Horodate

from .utilisateur import Utilisateur


class InvitationQuerySet(models.QuerySet):
    def ouvertes(self) -> Self:
        """Ni utilisées ni révoquées, expirées comprises : une au plus par compte."""
        return self.filter(utilisee_at__isnull=True, revoquee_at__isnull=True)

    def valables(self, maintenant: datetime) -> Self:
        """Celles dont le lien ouvre encore un compte actif."""
        return self.ouvertes().filter(expire_at__gt=maintenant, utilisateur__is_active=True)


class Invitation(Horodate):
    """Le lien envoyé à une personne. Le jeton n'est pas gardé : seule son empreinte l'est (SHA-256)."""

    utilisateur = models.ForeignKey(
        Utilisateur, models.CASCADE, verbose_name="utilisateur", related_name="invitations"
    )
    empreinte = models.CharField("empreinte du jeton", max_length=64, unique=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="invité par", null=True, related_name="+"
    )
    expire_at = models.DateTimeField("expire le")
    utilisee_at = models.DateTimeField("utilisée le", null=True)
    revoquee_at = models.DateTimeField("révoquée le", null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur"],
                condition=Q(utilisee_at__isnull=True, revoquee_at__isnull=True),
                name="invitation_ouverte_unique",
            )
        ]

    def __str__(self) -> str:
        return f"Invitation de {self.utilisateur}"

    def is_valable(self, maintenant: datetime) -> bool:
        """Dit si le lien ouvre encore ce compte ; l'utilisateur doit être lu avec l'invitation."""
        ouverte = self.utilisee_at is None and self.revoquee_at is None
        return ouverte and self.expire_at > maintenant and self.utilisateur.is_active
