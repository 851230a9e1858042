"""Le financement d'un dossier : sa part d'une convention, son montant, ses financeurs (B1 à B11)."""

from django.db import models
from django.db.models import F, Q

from jalon.dossiers.models import Dossier
from jalon.prestations.enums import Tarification
from jalon.socle.champs import ChampMinutes, ChampMontant
from jalon.socle.models import Horodate

from ..enums import Accord, Dispositif, ModePart, Payeur, RegleTva, TypeFinancement
from ..rules import Engagement
from .commun import AvecFinanceur, fin_apres_debut, un_seul_financeur
from .convention import Convention


class Financement(Horodate, AvecFinanceur):
    """Le financement d'un dossier. La part du financeur principal n'est jamais saisie : c'est le reste (B8)."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="financement")
    convention = models.ForeignKey(
        Convention,
        models.PROTECT,
        verbose_name="convention",
        null=True,
        blank=True,
        related_name="financements",
    )
    date_debut = models.DateField("début de validité", null=True, blank=True)
    date_fin = models.DateField("fin de validité", null=True, blank=True)
    minutes_financees = ChampMinutes("heures financées", null=True, blank=True)
    numero_externe = models.CharField("numéro externe", max_length=60, blank=True)
    accord = models.CharField("accord du financeur", max_length=10, choices=Accord, blank=True)
    date_accord = models.DateField("date de l’accord", null=True, blank=True)
    dispositif = models.CharField("dispositif", max_length=20, choices=Dispositif, blank=True)
    payeur = models.CharField("qui paie", max_length=12, choices=Payeur, blank=True)
    reference_financeur = models.CharField("référence chez le financeur", max_length=60, blank=True)
    type_financement = models.CharField("type de financement", max_length=10, choices=TypeFinancement, blank=True)
    tarification = models.CharField("tarification", max_length=10, choices=Tarification, blank=True)
    tarif_horaire = ChampMontant("tarif horaire", null=True, blank=True)
    montant_total = ChampMontant("montant total prévu", null=True, blank=True)
    montant_ttc = ChampMontant("montant total TTC", null=True, blank=True)
    regle_tva = models.CharField("TVA", max_length=10, choices=RegleTva, blank=True)
    motif_tva = models.CharField("motif de la TVA", max_length=250, blank=True)
    montant_cofinance = ChampMontant("part des co-financeurs", default=0, editable=False)
    motif_depassement = models.CharField("motif du dépassement", max_length=500, blank=True)
    commentaire = models.TextField("commentaire", blank=True)

    class Meta:
        verbose_name = "financement"
        verbose_name_plural = "financements"
        indexes = [
            models.Index(fields=["convention", "minutes_financees", "dossier"], name="financement_engage"),
        ]
        constraints = [
            fin_apres_debut("financement_fin_apres_debut"),
            un_seul_financeur("financement_un_principal"),
            models.CheckConstraint(
                condition=Q(montant_total__isnull=True) | Q(montant_cofinance__lte=F("montant_total")),
                name="financement_cofinance_sous_total",
                violation_error_message="Les co-financeurs dépassent le montant total.",
            ),
            models.CheckConstraint(
                condition=Q(tarif_horaire__isnull=True) | ~Q(tarification=Tarification.FORFAIT),
                name="financement_horaire_ou_forfait",
                violation_error_message="Un forfait n’a pas de tarif horaire.",
            ),
            models.CheckConstraint(
                condition=Q(regle_tva="") | ~Q(motif_tva=""),
                name="financement_tva_motivee",
                violation_error_message="Dites pourquoi la TVA ne suit pas le régime de la maison.",
            ),
            models.CheckConstraint(
                condition=Q(montant_ttc__isnull=True)
                | Q(montant_total__isnull=True)
                | Q(montant_ttc__gte=F("montant_total")),
                name="financement_ttc_au_dessus_du_ht",
                violation_error_message="Le montant TTC est inférieur au montant HT.",
            ),
        ]

    def __str__(self) -> str:
        return f"Financement du dossier {self.dossier_id}"

    @property
    def montant_principal(self):
        """La part du financeur principal en euros : le total moins les autres ; None sans total."""
        return None if self.montant_total is None else self.montant_total - self.montant_cofinance

    @property
    def engagement(self) -> Engagement:
        """Ce que ce dossier demande à sa convention."""
        return Engagement(self.minutes_financees, self.montant_total)


class PartFinanceur(AvecFinanceur):
    """La part d'un co-financeur, en euros ou en pourcentage (B7, B8)."""

    financement = models.ForeignKey(Financement, models.CASCADE, related_name="parts")
    mode = models.CharField("mode", max_length=10, choices=ModePart, default=ModePart.EUROS)
    valeur = ChampMontant("part")
    montant = ChampMontant("montant", null=True, blank=True)
    dispositif = models.CharField("dispositif", max_length=20, choices=Dispositif, blank=True)
    payeur = models.CharField("qui paie", max_length=12, choices=Payeur, blank=True)
    reference = models.CharField("référence chez le financeur", max_length=60, blank=True)
    accord = models.CharField("accord du financeur", max_length=10, choices=Accord, blank=True)
    date_accord = models.DateField("date de l’accord", null=True, blank=True)
    rang = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "part d’un co-financeur"
        verbose_name_plural = "parts des co-financeurs"
        ordering = ["rang", "pk"]
        constraints = [
            un_seul_financeur("part_un_financeur"),
            models.CheckConstraint(
                condition=Q(financeur_societe__isnull=False) | Q(financeur_personne__isnull=False),
                name="part_avec_financeur",
                violation_error_message="Choisissez le co-financeur.",
            ),
            models.UniqueConstraint(
                fields=["financement", "financeur_societe"],
                condition=Q(financeur_societe__isnull=False),
                name="part_societe_une_fois",
                violation_error_message="Ce financeur est déjà dans la répartition.",
            ),
            models.UniqueConstraint(
                fields=["financement", "financeur_personne"],
                condition=Q(financeur_personne__isnull=False),
                name="part_personne_une_fois",
                violation_error_message="Ce financeur est déjà dans la répartition.",
            ),
            models.CheckConstraint(
                condition=~Q(mode=ModePart.POURCENT) | Q(valeur__lte=100),
                name="part_pourcent_sous_100",
                violation_error_message="Un pourcentage ne dépasse pas 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.financeur} : {self.valeur} {self.get_mode_display()}"
