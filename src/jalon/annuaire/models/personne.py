"""Une personne de l'annuaire et ses rôles cumulables."""

from datetime import date

from django.conf import settings
from django.db import models

from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche
from jalon.structure.models import Centre

from ..enums import Civilite, RolePersonne
from .societe import Societe


class PersonneQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "PersonneQuerySet":
        """La porte de lecture : nom, prénom, rôles, société et centre de chaque fiche (domaine, « Annuaire »)."""
        return self if utilisateur.a_le_droit("annuaire.lecture") else self.none()

    def avec_role(self, *roles: str) -> "PersonneQuerySet":
        return self.filter(roles__role__in=roles).distinct()

    def actives(self) -> "PersonneQuerySet":
        return self.filter(archivee_at__isnull=True)


class Personne(Horodate, Versionne):
    """Un individu. Ses coordonnées : à qui suit un de ses dossiers (`queries.details_visibles`)."""

    civilite = models.CharField("civilité", max_length=5, choices=Civilite, blank=True)
    nom = models.CharField("nom", max_length=100)
    prenom = models.CharField("prénom", max_length=100)
    nom_naissance = models.CharField("nom de naissance", max_length=100, blank=True)
    date_naissance = models.DateField("date de naissance", null=True, blank=True)
    lieu_naissance = models.CharField("lieu de naissance", max_length=120, blank=True)
    nationalite = models.CharField("nationalité", max_length=80, blank=True)
    courriel = models.EmailField("courriel", blank=True)
    telephone_mobile = models.CharField("téléphone mobile", max_length=20, blank=True)
    telephone_fixe = models.CharField("téléphone fixe", max_length=20, blank=True)
    adresse = models.CharField("adresse", max_length=200, blank=True)
    complement_adresse = models.CharField("complément d’adresse", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=10, blank=True)
    ville = models.CharField("ville", max_length=120, blank=True)
    pays = models.CharField("pays", max_length=80, blank=True)
    situation_professionnelle = models.CharField("situation professionnelle", max_length=200, blank=True)
    employeur = models.ForeignKey(
        Societe, models.PROTECT, verbose_name="employeur", null=True, blank=True, related_name="salaries"
    )
    fonction = models.CharField("fonction", max_length=120, blank=True)
    identifiant_france_travail = models.CharField("identifiant France Travail", max_length=20, blank=True)
    commentaire = models.TextField("commentaire", blank=True)
    centre = models.ForeignKey(
        Centre, models.PROTECT, verbose_name="centre", null=True, blank=True, related_name="+"
    )
    utilisateur = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="compte",
        null=True,
        blank=True,
        related_name="personne",
    )
    archivee_at = models.DateTimeField("archivée le", null=True, blank=True)
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = PersonneQuerySet.as_manager()

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        indexes = [
            models.Index(fields=["cle_tri", "id"], name="personne_tri"),
            models.Index(fields=["-created_at", "-id"], name="personne_recentes"),
        ]

    def __str__(self) -> str:
        return f"{self.nom.upper()} {self.prenom}"

    def save(self, *args, **kwargs) -> None:
        self.preparer()
        super().save(*args, **kwargs)

    def preparer(self) -> None:
        """Recompose la clé de tri et le texte cherché (noms, courriel, chiffres des téléphones)."""
        telephones = (self.telephone_mobile, self.telephone_fixe)
        self.cle_tri = cle_tri(self.nom, self.prenom)
        self.texte_recherche = texte_recherche(
            self.nom, self.prenom, self.nom_naissance, self.courriel, *telephones, *map(_national, telephones)
        )

    @property
    def nom_complet(self) -> str:
        """« Mme MARTIN Claire »."""
        return f"{self.get_civilite_display()} {self}".strip()

    @property
    def telephone(self) -> str:
        return self.telephone_mobile or self.telephone_fixe

    @property
    def adresse_en_ligne(self) -> str:
        """L'adresse sur une ligne, ou une chaîne vide."""
        ville = f"{self.code_postal} {self.ville}".strip()
        return ", ".join(p for p in (self.adresse, self.complement_adresse, ville, self.pays) if p)

    def age(self, jour: date) -> int | None:
        """L'âge en années au jour donné."""
        if not self.date_naissance:
            return None
        avant_anniversaire = (jour.month, jour.day) < (self.date_naissance.month, self.date_naissance.day)
        return jour.year - self.date_naissance.year - avant_anniversaire


def _national(telephone: str) -> str:
    """« +33612345678 » se cherche aussi « 0612345678 »."""
    return f"0{telephone[3:]}" if telephone.startswith("+33") else ""


class RoleDePersonne(models.Model):
    """Un rôle d'une personne ; chaque rôle une fois."""

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="roles")
    role = models.CharField("rôle", max_length=20, choices=RolePersonne)

    class Meta:
        verbose_name = "rôle d’une personne"
        verbose_name_plural = "rôles d’une personne"
        constraints = [models.UniqueConstraint(fields=["personne", "role"], name="role_unique_par_personne")]
        indexes = [models.Index(fields=["role", "personne"], name="role_personnes")]

    def __str__(self) -> str:
        return self.get_role_display()
