"""Les réglages de la maison, son logo et ses régimes de TVA successifs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jalon.socle.champs import ChampTelephone
from jalon.socle.models import Horodate, Versionne

from ..enums import Mois, Regime
from ..rules import (
    FUSEAUX,
    JOURS_APRES_MAX,
    MINUTES_AVANT_MAX,
    exonere_au_titre_de,
    montrer_nda,
    montrer_siret,
    peut_annuler_regime,
)

RAISON_SOCIALE_ORIGINE = "Ma structure"
COULEUR_ORIGINE, COULEUR_SECONDE = "#0f5a75", "#7fb8cc"


class Logo(models.Model):
    """Une image déposée, ré-encodée en PNG ; gardée : un document déjà émis continue de la montrer."""

    contenu = models.BinaryField("image")
    empreinte = models.CharField("empreinte", max_length=64, unique=True)
    largeur = models.PositiveSmallIntegerField("largeur (pixels)")
    hauteur = models.PositiveSmallIntegerField("hauteur (pixels)")
    created_at = models.DateTimeField("déposé le", auto_now_add=True)

    class Meta:
        verbose_name = "logo"
        verbose_name_plural = "logos"

    def __str__(self) -> str:
        return f"logo de {self.largeur} × {self.hauteur} pixels"


class Reglages(Horodate, Versionne):
    """Réglages de la structure : une seule ligne.

    `format_numero` : `{annee}` et `{numero}` forment le numéro d'un dossier (domaine, « Dossier »).
    `minutes_avant_signature` et `jours_apres_signature` : quand une séance se signe (EM-07).
    """

    raison_sociale = models.CharField("raison sociale", max_length=200, default=RAISON_SOCIALE_ORIGINE)
    forme_juridique = models.CharField("forme juridique", max_length=80, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    numero_declaration_activite = models.CharField("numéro de déclaration d’activité", max_length=20, blank=True)
    adresse = models.CharField("adresse", max_length=200, blank=True)
    complement_adresse = models.CharField("complément d’adresse", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=10, blank=True)
    ville = models.CharField("ville", max_length=120, blank=True)
    pays = models.CharField("pays", max_length=80, blank=True)
    telephone = ChampTelephone("téléphone")
    courriel = models.EmailField("courriel", blank=True)
    site_web = models.URLField("site web", blank=True)
    logo = models.ForeignKey(Logo, models.PROTECT, verbose_name="logo", null=True, blank=True, related_name="+")
    couleur_principale = models.CharField("couleur principale", max_length=7, default=COULEUR_ORIGINE)
    couleur_secondaire = models.CharField("couleur secondaire", max_length=7, default=COULEUR_SECONDE)
    mentions = models.TextField("mentions", blank=True)
    fuseau_horaire = models.CharField("fuseau horaire", max_length=40, choices=FUSEAUX, default="Europe/Paris")
    mois_debut_exercice = models.PositiveSmallIntegerField(
        "premier mois de l’exercice comptable", choices=Mois, default=Mois.JANVIER
    )
    format_numero = models.CharField("format du numéro de dossier", max_length=40, default="{annee}-{numero:06d}")
    minutes_avant_signature = models.PositiveSmallIntegerField(
        "signature ouverte avant la séance (minutes)", default=30
    )
    jours_apres_signature = models.PositiveSmallIntegerField(
        "signature possible après la séance (jours)", default=7
    )

    class Meta:
        verbose_name = "réglages de la structure"
        verbose_name_plural = "réglages de la structure"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="reglages_une_seule_ligne"),
            models.CheckConstraint(
                condition=Q(mois_debut_exercice__range=(1, 12)),
                name="reglages_mois_exercice",
                violation_error_message="Choisissez un mois.",
            ),
            models.CheckConstraint(
                condition=Q(minutes_avant_signature__lte=MINUTES_AVANT_MAX)
                & Q(jours_apres_signature__range=(1, JOURS_APRES_MAX)),
                name="reglages_fenetre_signature",
                violation_error_message="Cette fenêtre de signature n’est pas possible.",
            ),
        ]

    def __str__(self) -> str:
        return self.raison_sociale

    @classmethod
    def courants(cls) -> "Reglages":
        """Les réglages en vigueur ; ceux d'origine (version 0) tant que personne n'a rien réglé."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, version=0)

    @property
    def is_nommee(self) -> bool:
        """Dit si la maison a reçu son nom."""
        return self.raison_sociale != RAISON_SOCIALE_ORIGINE

    @property
    def siret_lisible(self) -> str:
        return montrer_siret(self.siret)

    @property
    def nda_lisible(self) -> str:
        return montrer_nda(self.numero_declaration_activite)

    @property
    def adresse_en_ligne(self) -> str:
        ville = f"{self.code_postal} {self.ville}".strip()
        return ", ".join(p for p in (self.adresse, self.complement_adresse, ville, self.pays) if p)


class RegimeTva(models.Model):
    """Le régime de TVA à compter d'un jour. Une ligne ne se modifie pas : la suivante prend la suite."""

    regime = models.CharField("régime", max_length=14, choices=Regime)
    date_effet = models.DateField("date d’effet")
    motif = models.CharField("motif", max_length=250, blank=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="auteur", null=True, related_name="+"
    )
    created_at = models.DateTimeField("saisi le", auto_now_add=True)
    annule_at = models.DateTimeField("annulé le", null=True, blank=True)

    class Meta:
        verbose_name = "régime de TVA"
        verbose_name_plural = "régimes de TVA"
        ordering = ["-date_effet", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["date_effet"],
                condition=Q(annule_at__isnull=True),
                name="regime_tva_unique_par_jour",
                violation_error_message="Un régime prend déjà effet ce jour-là.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_regime_display()} depuis le {self.date_effet:%d/%m/%Y}"

    @property
    def est_annulable(self) -> bool:
        """Pas encore en vigueur, ou saisi aujourd'hui."""
        if self.annule_at:
            return False
        return peut_annuler_regime(self.date_effet, timezone.localdate(self.created_at), timezone.localdate())

    @property
    def mention(self) -> str:
        """Ce que les factures en diront."""
        return exonere_au_titre_de(self.regime)
