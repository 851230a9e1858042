"""La convention : le cadre qui finance plusieurs dossiers (B1, B2)."""

from django.db import models
from django.db.models import Q

from jalon.prestations.enums import Tarification
from jalon.prestations.models import Prestation
from jalon.socle.champs import ChampMinutes, ChampMontant
from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche

from ..enums import EtatConvention, NatureConvention, TypeFinancement
from .commun import AvecFinanceur, fin_apres_debut, un_seul_financeur


class ConventionQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "ConventionQuerySet":
        """Les conventions se lisent avec le droit de lire le financement."""
        return self if utilisateur.a_le_droit("financement.lecture") else self.none()

    def actives(self) -> "ConventionQuerySet":
        return self.filter(etat=EtatConvention.ACTIVE)

    def pour_liste(self) -> "ConventionQuerySet":
        return self.select_related("financeur_societe", "financeur_personne")


class Convention(Horodate, Versionne, AvecFinanceur):
    """Un cadre : financeur, période, heures, montant, prestations couvertes (aucune cochée = toutes)."""

    reference = models.CharField(
        "référence",
        max_length=60,
        unique=True,
        error_messages={"unique": "Une convention porte déjà cette référence."},
    )
    intitule = models.CharField("intitulé", max_length=200)
    nature = models.CharField(
        "nature", max_length=20, choices=NatureConvention, default=NatureConvention.CONVENTION
    )
    type_financement = models.CharField("type de financement", max_length=10, choices=TypeFinancement, blank=True)
    date_debut = models.DateField("début de validité", null=True, blank=True)
    date_fin = models.DateField("fin de validité", null=True, blank=True)
    minutes_financees = ChampMinutes("heures financées", null=True, blank=True)
    montant = ChampMontant("montant", null=True, blank=True)
    tarification = models.CharField("tarification", max_length=10, choices=Tarification, blank=True)
    tarif_horaire = ChampMontant("tarif horaire", null=True, blank=True)
    forfait = ChampMontant("forfait", null=True, blank=True)
    prestations = models.ManyToManyField(
        Prestation, verbose_name="prestations couvertes", blank=True, related_name="+"
    )
    commentaire = models.TextField("commentaire", blank=True)
    etat = models.CharField("état", max_length=10, choices=EtatConvention, default=EtatConvention.ACTIVE)
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = ConventionQuerySet.as_manager()

    class Meta:
        verbose_name = "convention"
        verbose_name_plural = "conventions"
        constraints = [
            fin_apres_debut("convention_fin_apres_debut"),
            un_seul_financeur("convention_un_financeur"),
            models.CheckConstraint(
                condition=Q(tarif_horaire__isnull=True) | Q(forfait__isnull=True),
                name="convention_horaire_ou_forfait",
                violation_error_message="Tarif horaire et forfait s’excluent : gardez l’un des deux.",
            ),
        ]
        indexes = [
            models.Index(fields=["cle_tri", "id"], name="convention_tri"),
            models.Index(fields=["-created_at", "-id"], name="convention_recentes"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.intitule}"

    def save(self, *args, **kwargs) -> None:
        self.cle_tri = cle_tri(self.reference)
        self.texte_recherche = texte_recherche(self.reference, self.intitule, self.financeur)
        super().save(*args, **kwargs)
