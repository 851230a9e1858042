"""La prestation : ce que la maison propose, et ce que ses contrats en disent."""

from django.db import models
from django.db.models import Q

from jalon.socle.champs import ChampMinutes, ChampMontant
from jalon.socle.formats import montrer_duree, montrer_montant
from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche

from ..enums import NaturePrestation, ObjectifBpf, Tarification
from ..nsf import CHOIX_NSF


class PrestationQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "PrestationQuerySet":
        """Le catalogue se lit par qui lit les dossiers, ou l'administration."""
        permis = utilisateur.a_le_droit("dossiers.lecture") or utilisateur.a_le_droit("admin.lecture")
        return self if permis else self.none()

    def actives(self) -> "PrestationQuerySet":
        return self.filter(is_active=True)


class Prestation(Horodate, Versionne):
    """Ce que la maison propose : un bilan, une formation, une VAE, un accompagnement."""

    code = models.CharField(
        "code", max_length=20, unique=True, error_messages={"unique": "Une prestation porte déjà ce code."}
    )
    libelle = models.CharField("nom", max_length=150)
    famille = models.CharField("famille", max_length=80, blank=True)
    nature = models.CharField(
        "nature", max_length=20, choices=NaturePrestation, default=NaturePrestation.FORMATION
    )
    minutes_prevues = ChampMinutes("durée prévue", null=True, blank=True)
    tarification = models.CharField("tarification", max_length=10, choices=Tarification, blank=True)
    tarif_horaire = ChampMontant("tarif horaire", null=True, blank=True)
    forfait = ChampMontant("forfait", null=True, blank=True)
    objectif_bpf = models.CharField("objectif au BPF", max_length=10, choices=ObjectifBpf, blank=True)
    specialite_nsf = models.CharField("spécialité NSF", max_length=3, choices=CHOIX_NSF, blank=True)
    # Ce que contrats et conventions impriment (CV-01 : mentions à peine de nullité ; BC-06)
    objectif = models.TextField("objectif", blank=True)
    contenu = models.TextField("contenu", blank=True)
    niveau_requis = models.TextField("niveau requis", blank=True)
    moyens = models.TextField("moyens et modalités", blank=True)
    is_a_distance = models.BooleanField("tout ou partie à distance", default=False)
    modalites_distance = models.TextField("modalités à distance", blank=True)
    suivi_evaluation = models.TextField("suivi et évaluation", blank=True)
    sanction = models.TextField("sanction", blank=True)
    conditions_abandon = models.TextField("conditions d’abandon", blank=True)
    conditions_reglement = models.TextField("conditions de règlement", blank=True)
    is_active = models.BooleanField("proposée", default=True)
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = PrestationQuerySet.as_manager()

    class Meta:
        verbose_name = "prestation"
        verbose_name_plural = "prestations"
        ordering = ["cle_tri", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tarif_horaire__isnull=True) | Q(forfait__isnull=True),
                name="prestation_horaire_ou_forfait",
                violation_error_message="Tarif horaire et forfait s’excluent : gardez l’un des deux.",
            )
        ]

    def __str__(self) -> str:
        return self.libelle

    def save(self, *args, **kwargs) -> None:
        self.cle_tri = cle_tri(self.libelle)
        self.texte_recherche = texte_recherche(self.libelle, self.code, self.famille)
        super().save(*args, **kwargs)

    @property
    def prix(self) -> str:
        """« forfait 1 800,00 € », « 75,00 €/h », ou une chaîne vide."""
        if self.forfait is not None:
            return f"forfait {montrer_montant(self.forfait)}"
        return f"{montrer_montant(self.tarif_horaire)}/h" if self.tarif_horaire is not None else ""

    @property
    def resume(self) -> str:
        """La durée et le prix : « 24 h · forfait 1 800,00 € »."""
        return " · ".join(p for p in (montrer_duree(self.minutes_prevues), self.prix) if p)
