"""Une personne de l'annuaire et ses rôles cumulables."""

from datetime import date
from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from jalon.socle.champs import ChampTelephone
from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import (
    ChampCleTri,
    ChampTexteRecherche,
    cle_tri,
    est_trop_courte,
    termes,
    texte_recherche,
)
from jalon.structure.models import Centre

from ..doublons.rules import cle_identite
from ..enums import Civilite, RolePersonne
from ..registres import SUIVIS
from ..rules import Identite, rapprocher
from .commun import Situee
from .etiquette import Etiquette
from .societe import Societe


def _details(utilisateur) -> Q:
    """Suivie par l'utilisateur, ou par personne (domaine, « What one sees outside one's perimeter »)."""
    ici = OuterRef("pk")
    suivies = [Q(Exists(suivi.visibles(utilisateur).filter(**{suivi.personne: ici}))) for suivi in SUIVIS]
    toutes = [Q(Exists(suivi.tous().filter(**{suivi.personne: ici}))) for suivi in SUIVIS]
    return reduce(or_, suivies, ~reduce(or_, toutes, Q(pk__isnull=True)))


def _mots(champ: str, saisie: str) -> Q:
    return reduce(and_, (Q(**{f"{champ}__contient_mot": terme}) for terme in termes(saisie)))


class PersonneQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "PersonneQuerySet":
        """La porte de lecture : nom, prénom, rôles, société et centre de chaque fiche (domaine, « Annuaire »)."""
        return self if utilisateur.a_le_droit("annuaire.lecture") else self.none()

    def actives(self) -> "PersonneQuerySet":
        return self.filter(archivee_at__isnull=True)

    def details_visibles_par(self, utilisateur) -> "PersonneQuerySet":
        """Celles dont l'utilisateur voit aussi coordonnées, naissance, situation et commentaire."""
        return self.filter(_details(utilisateur))

    def with_details(self, utilisateur) -> "PersonneQuerySet":
        """Ajoute `is_detaillee` : dit, dans la même requête, si l'utilisateur voit les détails."""
        return self.annotate(is_detaillee=ExpressionWrapper(_details(utilisateur), models.BooleanField()))

    def cherchees_par(self, utilisateur, saisie: str) -> "PersonneQuerySet":
        """Restreint aux personnes que la saisie trouve par début de mot.

        Nom et prénom se cherchent partout ; courriel, téléphones et nom de naissance, seulement chez celles dont
        l'utilisateur voit les détails : sinon chercher un numéro dirait à qui il est.
        """
        saisie = rapprocher(saisie or "")
        if not saisie:
            return self
        if est_trop_courte(saisie):
            return self.none()
        par_details = _mots("texte_coordonnees", saisie) & _details(utilisateur)
        return self.filter(_mots("texte_recherche", saisie) | par_details)


class Personne(Horodate, Versionne, Situee):
    """Un individu. Ses coordonnées : à qui suit un de ses dossiers (`queries.details_visibles`)."""

    civilite = models.CharField("civilité", max_length=5, choices=Civilite, blank=True)
    nom = models.CharField("nom", max_length=100)
    prenom = models.CharField("prénom", max_length=100)
    nom_naissance = models.CharField("nom de naissance", max_length=100, blank=True)
    date_naissance = models.DateField("date de naissance", null=True, blank=True)
    lieu_naissance = models.CharField("lieu de naissance", max_length=120, blank=True)
    nationalite = models.CharField("nationalité", max_length=80, blank=True)
    courriel = models.EmailField("courriel", blank=True)
    telephone_mobile = ChampTelephone("téléphone mobile")
    telephone_fixe = ChampTelephone("téléphone fixe")
    situation_professionnelle = models.CharField("situation professionnelle", max_length=200, blank=True)
    employeur = models.ForeignKey(
        Societe, models.PROTECT, verbose_name="employeur", null=True, blank=True, related_name="salaries"
    )
    fonction = models.CharField("fonction", max_length=120, blank=True)
    identifiant_france_travail = models.CharField("identifiant France Travail", max_length=20, blank=True)
    # Personnel, intervenant externe (domaine, « Annuaire »)
    diplomes = models.TextField("diplômes", blank=True)
    titres = models.TextField("titres et certifications", blank=True)
    references = models.TextField("références", blank=True)
    commentaire = models.TextField("commentaire", blank=True)
    etiquettes = models.ManyToManyField(Etiquette, verbose_name="étiquettes", blank=True, related_name="personnes")
    empreinte_photo = models.CharField("photo", max_length=64, blank=True, editable=False)
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
    cle_identite = ChampCleTri()
    texte_recherche = ChampTexteRecherche()
    texte_coordonnees = ChampTexteRecherche()
    cle_creation = models.UUIDField("clé de création", null=True, blank=True, unique=True, editable=False)

    objects = PersonneQuerySet.as_manager()

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        indexes = [
            models.Index(fields=["cle_tri", "id"], name="personne_tri"),
            models.Index(fields=["-created_at", "-id"], name="personne_recentes"),
            models.Index(
                fields=["cle_tri", "id"], condition=models.Q(archivee_at__isnull=False), name="personne_archivees"
            ),
            models.Index(fields=["cle_ville"], name="personne_ville"),
            models.Index(fields=["cle_code_postal"], name="personne_code_postal"),
            models.Index(fields=["cle_identite"], name="personne_identite"),
            models.Index(fields=["courriel"], name="personne_courriel"),
            models.Index(fields=["telephone_mobile"], name="personne_mobile"),
            models.Index(fields=["telephone_fixe"], name="personne_fixe"),
        ]

    @property
    def naissance_en_mots(self) -> str:
        """« née Martin », quand le nom de naissance n'est pas le nom d'usage."""
        if not self.nom_naissance or cle_tri(self.nom_naissance) == cle_tri(self.nom):
            return ""
        participe = {"mme": "née", "m": "né"}.get(self.civilite, "nom de naissance :")
        return f"{participe} {self.nom_naissance}"

    def __str__(self) -> str:
        return f"{self.nom.upper()} {self.prenom}"

    def save(self, *args, **kwargs) -> None:
        self.preparer()
        super().save(*args, **kwargs)

    def preparer(self) -> None:
        """Recompose les clés de tri et de doublon, et les textes cherchés : par tous, par qui voit les détails."""
        self.preparer_lieu()
        telephones = (self.telephone_mobile, self.telephone_fixe)
        self.cle_tri = cle_tri(self.nom, self.prenom)
        self.cle_identite = cle_identite(self.nom, self.prenom)
        self.texte_recherche = texte_recherche(self.nom, self.prenom)
        self.texte_coordonnees = texte_recherche(
            self.nom, self.prenom, self.nom_naissance, self.courriel, *telephones, *map(_national, telephones)
        )

    @property
    def identite(self) -> Identite:
        """Ce que l'on compare pour trouver un doublon."""
        telephones = frozenset(t for t in (self.telephone_mobile, self.telephone_fixe) if t)
        return Identite(self.nom, self.prenom, self.date_naissance, self.courriel, telephones)

    @property
    def cle_financeur(self) -> str:
        """« p7 » : désigne la personne là où une société peut aussi financer (B5)."""
        return f"p{self.pk}"

    @property
    def nom_complet(self) -> str:
        """« Mme MARTIN Claire »."""
        return f"{self.get_civilite_display()} {self}".strip()

    @property
    def libelles_roles(self) -> str:
        """« Bénéficiaire, Tuteur » ; demande `prefetch_related("roles")` dans une liste."""
        return ", ".join(sorted(r.get_role_display() for r in self.roles.all()))

    @property
    def libelles_etiquettes(self) -> str:
        """« à recontacter, salon 2026 » ; demande `prefetch_related("etiquettes")` dans une liste."""
        return ", ".join(str(etiquette) for etiquette in self.etiquettes.all())

    @property
    def codes_roles(self) -> set[str]:
        """Les codes de ses rôles ; demande `prefetch_related("roles")`."""
        return {r.role for r in self.roles.all()}

    @property
    def telephone(self) -> str:
        return self.telephone_mobile or self.telephone_fixe

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
