"""Une société, un organisme, une collectivité, et ses types cumulables."""

from django.db import models
from django.db.models import Q

from jalon.socle.champs import ChampTelephone
from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, chercher, cle_tri, texte_recherche
from jalon.structure.models import Centre

from ..enums import TypeSociete
from ..numeros import DELAI_DEFAUT, DELAI_MAX, montrer_tva
from ..rules import montrer_siret, nom_essentiel, rapprocher
from .commun import Situee, en_ligne


class SocieteQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "SocieteQuerySet":
        """La porte de lecture des sociétés."""
        return self if utilisateur.a_le_droit("annuaire.lecture") else self.none()

    def de_type(self, *types: str) -> "SocieteQuerySet":
        return self.filter(types__type__in=types).distinct()

    def actives(self) -> "SocieteQuerySet":
        return self.filter(archivee_at__isnull=True)

    def cherchees(self, saisie: str) -> "SocieteQuerySet":
        """Celles que la saisie trouve par début de mot : noms, anciens noms, ville, SIRET (même espacé)."""
        return chercher(self, "texte_recherche", rapprocher(saisie or ""))


class Societe(Horodate, Versionne, Situee):
    """Une organisation. Ses anciens noms se cherchent : « Pôle emploi » trouve France Travail."""

    raison_sociale = models.CharField("raison sociale", max_length=200)
    nom_commercial = models.CharField("nom commercial", max_length=200, blank=True)
    anciens_noms = models.CharField("anciens noms", max_length=300, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    numero_tva = models.CharField("n° de TVA", max_length=14, blank=True)
    code_naf = models.CharField("code NAF", max_length=6, blank=True)
    forme_juridique = models.CharField("forme juridique", max_length=80, blank=True)
    telephone = ChampTelephone("téléphone")
    courriel = models.EmailField("courriel", blank=True)
    adresse_facturation = models.CharField("adresse de facturation", max_length=200, blank=True)
    complement_facturation = models.CharField("complément de l’adresse de facturation", max_length=200, blank=True)
    code_postal_facturation = models.CharField("code postal de facturation", max_length=10, blank=True)
    ville_facturation = models.CharField("ville de facturation", max_length=120, blank=True)
    pays_facturation = models.CharField("pays de facturation", max_length=80, blank=True)
    delai_paiement = models.PositiveSmallIntegerField("délai de paiement en jours", null=True, blank=True)
    is_publique = models.BooleanField("entité publique", default=False)
    code_service = models.CharField("code service", max_length=100, blank=True)
    is_engagement_obligatoire = models.BooleanField("n° d’engagement obligatoire", default=False)
    commentaire = models.TextField("commentaire", blank=True)
    centre = models.ForeignKey(
        Centre, models.PROTECT, verbose_name="centre", null=True, blank=True, related_name="+"
    )
    archivee_at = models.DateTimeField("archivée le", null=True, blank=True)
    cle_tri = ChampCleTri()
    cle_nom = ChampCleTri()
    texte_recherche = ChampTexteRecherche()
    cle_creation = models.UUIDField("clé de création", null=True, blank=True, unique=True, editable=False)

    objects = SocieteQuerySet.as_manager()

    class Meta:
        verbose_name = "société"
        verbose_name_plural = "sociétés"
        indexes = [
            models.Index(fields=["cle_tri", "id"], name="societe_tri"),
            models.Index(fields=["-created_at", "-id"], name="societe_recentes"),
            models.Index(
                fields=["cle_tri", "id"], condition=models.Q(archivee_at__isnull=False), name="societe_archivees"
            ),
            models.Index(fields=["cle_ville"], name="societe_ville"),
            models.Index(fields=["cle_code_postal"], name="societe_code_postal"),
            models.Index(fields=["siret"], name="societe_siret"),
            models.Index(fields=["siren"], name="societe_siren"),
            models.Index(fields=["cle_nom"], name="societe_nom"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(delai_paiement__isnull=True) | Q(delai_paiement__lte=DELAI_MAX),
                name="societe_delai_legal",
                violation_error_message=f"La loi limite le délai de paiement à {DELAI_MAX} jours.",
            ),
            models.CheckConstraint(
                condition=Q(is_publique=True) | Q(code_service="", is_engagement_obligatoire=False),
                name="societe_chorus_entite_publique",
                violation_error_message="Code service et engagement ne concernent qu’une entité publique.",
            ),
        ]

    def __str__(self) -> str:
        return self.raison_sociale

    def save(self, *args, **kwargs) -> None:
        self.preparer()
        super().save(*args, **kwargs)

    def preparer(self) -> None:
        """Recompose les clés de tri et de doublon, le SIREN et le texte cherché."""
        self.preparer_lieu()
        self.siren = self.siret[:9] or self.siren
        self.cle_tri = cle_tri(self.raison_sociale)
        self.cle_nom = cle_tri(nom_essentiel(self.raison_sociale))
        self.texte_recherche = texte_recherche(
            self.raison_sociale,
            self.nom_commercial,
            self.anciens_noms,
            self.siret,
            self.siren,
            self.numero_tva,
            self.ville,
        )

    @property
    def libelles_types(self) -> str:
        """« Client, Financeur » ; demande `prefetch_related("types")` dans une liste."""
        return ", ".join(sorted(t.get_type_display() for t in self.types.all()))

    @property
    def numero(self) -> str:
        """Le SIRET, à défaut le SIREN, tel qu'on le lit."""
        return montrer_siret(self.siret or self.siren)

    @property
    def tva_lisible(self) -> str:
        return montrer_tva(self.numero_tva)

    @property
    def cle_financeur(self) -> str:
        """« s12 » : désigne la société là où un particulier peut aussi financer (B5)."""
        return f"s{self.pk}"

    @property
    def facturation_en_ligne(self) -> str:
        """L'adresse de facturation sur une ligne ; vide quand c'est l'adresse postale."""
        return en_ligne(
            self.adresse_facturation,
            self.complement_facturation,
            self.code_postal_facturation,
            self.ville_facturation,
            self.pays_facturation,
        )

    @property
    def delai_applique(self) -> int:
        """Le délai de paiement convenu, en jours ; sans accord, celui de la loi (30 jours)."""
        return DELAI_DEFAUT if self.delai_paiement is None else self.delai_paiement


class TypeDeSociete(models.Model):
    """Un type d'une société ; chaque type une fois."""

    societe = models.ForeignKey(Societe, models.CASCADE, related_name="types")
    type = models.CharField("type", max_length=20, choices=TypeSociete)

    class Meta:
        verbose_name = "type d’une société"
        verbose_name_plural = "types d’une société"
        constraints = [models.UniqueConstraint(fields=["societe", "type"], name="type_unique_par_societe")]
        indexes = [models.Index(fields=["type", "societe"], name="type_societes")]

    def __str__(self) -> str:
        return self.get_type_display()
