"""Signer sans compte : le lien personnel, et le QR code d'une salle. Le jeton n'est jamais gardé (F4)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from jalon.planning.models import Animation, Participation, Seance
from jalon.socle.enums import SortMessage
from jalon.socle.models import Horodate

from ..enums import DemiJournee, EtatLien
from ..rules.liens import etat_lien, is_valable


class LienQuerySet(models.QuerySet):
    def ouverts(self) -> Self:
        """Ni utilisés ni révoqués, expirés compris : un au plus par signataire et demi-journée."""
        return self.filter(utilise_at__isnull=True, revoque_at__isnull=True)


class LienSignature(Horodate):
    """Le lien envoyé à une personne pour une demi-journée d'une séance ; il sert une fois.

    `empreinte` : celle du jeton (SHA-256). `sort` : ce qu'il est advenu du courriel, vide avant l'envoi.
    """

    seance = models.ForeignKey(Seance, models.CASCADE, related_name="liens_signature")
    participation = models.ForeignKey(
        Participation, models.CASCADE, null=True, blank=True, related_name="liens_signature"
    )
    animation = models.ForeignKey(Animation, models.CASCADE, null=True, blank=True, related_name="liens_signature")
    demi_journee = models.CharField("demi-journée", max_length=12, choices=DemiJournee)
    empreinte = models.CharField("empreinte du jeton", max_length=64, unique=True)
    destinataire = models.EmailField("destinataire")
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="demandé par", null=True, related_name="+"
    )
    sort = models.CharField("sort du courriel", max_length=10, choices=SortMessage, blank=True)
    expire_at = models.DateTimeField("expire le")
    utilise_at = models.DateTimeField("utilisé le", null=True, blank=True)
    revoque_at = models.DateTimeField("révoqué le", null=True, blank=True)

    objects = LienQuerySet.as_manager()

    class Meta:
        verbose_name = "lien de signature"
        verbose_name_plural = "liens de signature"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(participation__isnull=True) ^ Q(animation__isnull=True), name="lien_un_signataire"
            ),
            models.UniqueConstraint(
                fields=["participation", "demi_journee"],
                condition=Q(utilise_at__isnull=True, revoque_at__isnull=True, participation__isnull=False),
                name="lien_beneficiaire_ouvert_unique",
            ),
            models.UniqueConstraint(
                fields=["animation", "demi_journee"],
                condition=Q(utilise_at__isnull=True, revoque_at__isnull=True, animation__isnull=False),
                name="lien_animateur_ouvert_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"Lien de {self.cle}"

    @property
    def cle(self) -> str:
        """« p12-matin » : le signataire et la demi-journée, comme `Attendu.cle`."""
        numero = f"p{self.participation_id}" if self.participation_id else f"a{self.animation_id}"
        return f"{numero}-{self.demi_journee}"

    def is_valable(self, maintenant: datetime) -> bool:
        return is_valable(
            maintenant, expire_at=self.expire_at, utilise_at=self.utilise_at, revoque_at=self.revoque_at
        )

    def etat(self, maintenant: datetime) -> EtatLien:
        return etat_lien(
            maintenant,
            expire_at=self.expire_at,
            utilise_at=self.utilise_at,
            revoque_at=self.revoque_at,
            is_remis=self.sort == SortMessage.ENVOYE if self.sort else None,
        )


class JetonSalle(Horodate):
    """Le QR code d'une salle : il mène aux attendus d'une séance, le temps de la séance.

    Le jeton se recalcule de `graine` et de la clé secrète du serveur : la base seule ne permet pas de le refaire.
    """

    seance = models.ForeignKey(Seance, models.CASCADE, related_name="jetons_salle")
    graine = models.CharField("graine", max_length=64)
    empreinte = models.CharField("empreinte du jeton", max_length=64, unique=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="ouvert par", null=True, related_name="+"
    )
    expire_at = models.DateTimeField("expire le")
    ferme_at = models.DateTimeField("fermé le", null=True, blank=True)

    class Meta:
        verbose_name = "QR code de salle"
        verbose_name_plural = "QR codes de salle"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seance"], condition=Q(ferme_at__isnull=True), name="salle_ouverte_unique"
            )
        ]

    def __str__(self) -> str:
        return f"QR code de {self.seance}"

    def is_ouvert(self, maintenant: datetime) -> bool:
        return is_valable(maintenant, expire_at=self.expire_at, utilise_at=None, revoque_at=self.ferme_at)
