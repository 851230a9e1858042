"""La preuve en deux lignes : un sceau que rien ne modifie, un contenu que l'on peut effacer (règle 10)."""

import secrets
import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from jalon.planning.models import Animation, Participation, Seance

from ..enums import DemiJournee, Moyen, NatureSceau, Role
from ..rules.empreintes import ORIGINE, Scelle, court, empreinte_contenu

JETON_OCTETS = 18


def nouveau_jeton() -> str:
    """Un jeton d'adresse que l'on ne devine pas, et qui ne dit rien."""
    return secrets.token_urlsafe(JETON_OCTETS)


class RegistreSeance(models.Model):
    """Ce que la séance garde de ses sceaux : combien, et la dernière empreinte ; imprimés sur chaque feuille.

    Verrouillé à chaque signature : deux envois au même instant prennent chacun leur rang. `jeton` mène à la page
    de vérification.
    """

    seance = models.OneToOneField(Seance, models.PROTECT, related_name="registre_emargement")
    nombre = models.PositiveIntegerField("nombre de sceaux", default=0)
    empreinte = models.CharField("dernière empreinte", max_length=64, default=ORIGINE)
    jeton = models.CharField("jeton de vérification", max_length=40, unique=True, default=nouveau_jeton)

    class Meta:
        verbose_name = "registre d’une séance"
        verbose_name_plural = "registres des séances"

    def __str__(self) -> str:
        return f"{self.nombre} · {court(self.empreinte)}"


class SceauQuerySet(models.QuerySet):
    def en_vigueur(self) -> Self:
        """Les signatures qui comptent : posées, et pas annulées depuis."""
        return self.filter(nature=NatureSceau.SIGNATURE, annulation__isnull=True)

    def avec_contenu(self) -> Self:
        return self.select_related("contenu")


class Sceau(models.Model):
    """Une signature, ou son annulation, scellée dans la chaîne de sa séance. La base refuse de l'écrire deux fois.

    Rien ici ne nomme personne : `participation` et `animation` sont des numéros ; ils restent quand la ligne part.
    """

    cle = models.UUIDField("clé", unique=True, default=uuid.uuid4, editable=False)
    seance = models.ForeignKey(Seance, models.PROTECT, related_name="sceaux")
    rang = models.PositiveIntegerField("rang")
    nature = models.CharField("nature", max_length=12, choices=NatureSceau)
    role = models.CharField("à quel titre", max_length=14, choices=Role)
    participation = models.ForeignKey(
        Participation, models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="sceaux"
    )
    animation = models.ForeignKey(
        Animation, models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="sceaux"
    )
    demi_journee = models.CharField("demi-journée", max_length=12, choices=DemiJournee)
    annule = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="annulation")
    horodatage = models.DateTimeField("horodatage")
    empreinte_contenu = models.CharField("empreinte du contenu", max_length=64)
    precedente = models.CharField("empreinte précédente", max_length=64)
    empreinte = models.CharField("empreinte", max_length=64, unique=True)

    objects = SceauQuerySet.as_manager()

    class Meta:
        verbose_name = "sceau"
        verbose_name_plural = "sceaux"
        ordering = ["seance_id", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["seance", "rang"], name="sceau_rang_unique"),
            models.CheckConstraint(
                condition=Q(role=Role.BENEFICIAIRE, participation__isnull=False, animation__isnull=True)
                | Q(role=Role.ANIMATEUR, participation__isnull=True, animation__isnull=False),
                name="sceau_un_signataire",
            ),
            models.CheckConstraint(
                condition=Q(nature=NatureSceau.SIGNATURE, annule__isnull=True)
                | Q(nature=NatureSceau.ANNULATION, annule__isnull=False),
                name="sceau_annulation_annule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} {self.rang} · {court(self.empreinte)}"

    @property
    def court(self) -> str:
        """Les premiers signes de l'empreinte, tels qu'on les imprime."""
        return court(self.empreinte)

    @property
    def scelle(self) -> Scelle:
        """Ce que couvre l'empreinte."""
        return Scelle(
            cle=str(self.cle),
            seance=self.seance_id,
            rang=self.rang,
            nature=self.nature,
            role=self.role,
            signataire=self.participation_id or self.animation_id,
            demi_journee=self.demi_journee,
            annule=self.annule_id,
            horodatage=self.horodatage,
            contenu=self.empreinte_contenu,
            precedente=self.precedente,
        )


class Contenu(models.Model):
    """Ce qu'un sceau a scellé, et que la conservation peut effacer : le sceau reste, et le dit.

    `donnees` et `traits` sont du JSON canonique (RFC 8785), gardé tel quel. `sel` : 32 octets en hexadécimal.
    """

    sceau = models.OneToOneField(Sceau, models.PROTECT, related_name="contenu")
    donnees = models.TextField("données signées", blank=True)
    nom = models.CharField("nom", max_length=200, blank=True)
    moyen = models.CharField("moyen", max_length=10, choices=Moyen, blank=True)
    traits = models.TextField("tracé", blank=True)
    image = models.BinaryField("image du tracé", default=bytes, blank=True)
    ip = models.GenericIPAddressField("adresse IP", null=True, blank=True)
    agent = models.CharField("navigateur", max_length=300, blank=True)
    sel = models.CharField("sel", max_length=64, blank=True)
    efface_at = models.DateTimeField("effacé le", null=True, blank=True)
    regle = models.CharField("règle d’effacement", max_length=200, blank=True)

    class Meta:
        verbose_name = "contenu d’un sceau"
        verbose_name_plural = "contenus des sceaux"
        constraints = [
            models.CheckConstraint(
                condition=Q(efface_at__isnull=True, regle="")
                | Q(efface_at__isnull=False, donnees="", nom="", traits="", ip__isnull=True, agent="", sel="")
                & ~Q(regle=""),
                name="contenu_efface_est_vide",
                violation_error_message="Un contenu effacé ne garde rien, et dit sa règle.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nom or '—'} · {self.get_moyen_display()}"

    def empreinte(self) -> str:
        """L'empreinte de ce qui est gardé ici, à comparer à celle que le sceau a retenue."""
        return empreinte_contenu(
            sel=self.sel, donnees=self.donnees, nom=self.nom, moyen=self.moyen, traits=self.traits,
            image=bytes(self.image), ip=self.ip, agent=self.agent,
        )  # fmt: skip
