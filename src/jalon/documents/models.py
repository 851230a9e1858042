"""Un document d'un dossier, d'une personne ou d'une société ; ses versions ; le courriel qu'il peut être."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from jalon.annuaire.models import Personne, Societe
from jalon.dossiers.models import Dossier
from jalon.prestations.models import TypeDocument
from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche

from .enums import Apercu, Genre, Sort
from .examen.types import APERCUS
from .rules import NOM_MAX, TITRE_MAX, montrer_taille

TEXTE_CHERCHE = 5000  # caractères d'un courriel que la recherche trouve


class DocumentQuerySet(models.QuerySet):
    def joignables_par(self, utilisateur) -> "DocumentQuerySet":
        """La porte, corbeille comprise : le porteur est dans le périmètre, et le document lui est ouvert.

        Confidentiel : son auteur et les personnes nommées, personne d'autre, administrateurs compris.
        """
        if not utilisateur.a_le_droit("documents.lecture"):
            return self.none()
        dossiers = Dossier.objects.joignables_par(utilisateur)
        personnes = Personne.objects.visibles_par(utilisateur).details_visibles_par(utilisateur)
        societes = Societe.objects.visibles_par(utilisateur)
        porteur = (
            Q(dossier__in=dossiers.values("pk"))
            | Q(Exists(personnes.filter(pk=OuterRef("personne"))))
            | Q(societe__in=societes.values("pk"))
        )
        nomme = Document.lecteurs.through.objects.filter(utilisateur=utilisateur).values("document")
        ouvert = Q(is_confidentiel=False) | Q(auteur=utilisateur) | Q(pk__in=nomme)
        return self.filter(porteur, ouvert)

    def visibles_par(self, utilisateur) -> "DocumentQuerySet":
        """La porte de lecture : ce qui est joignable et n'est pas à la corbeille."""
        return self.joignables_par(utilisateur).vivants()

    def vivants(self) -> "DocumentQuerySet":
        return self.filter(supprime_at__isnull=True)

    def supprimes(self) -> "DocumentQuerySet":
        return self.filter(supprime_at__isnull=False)

    def de(self, porteur: models.Model) -> "DocumentQuerySet":
        """Ceux de ce dossier, de cette personne ou de cette société."""
        return self.filter(**{porteur._meta.model_name: porteur})

    def hors_dossiers_annules(self) -> "DocumentQuerySet":
        """Un dossier annulé quitte les recherches, ses documents aussi."""
        return self.filter(Q(dossier__isnull=True) | Q(dossier__annule_at__isnull=True))

    def recus(self) -> "DocumentQuerySet":
        """Ceux qui satisfont une pièce exigée de leur type."""
        return self.vivants().filter(type_document__isnull=False, date_reception__isnull=False)

    def pour_liste(self) -> "DocumentQuerySet":
        return self.select_related("type_document", "auteur", "derniere")

    def pour_page(self) -> "DocumentQuerySet":
        """Tout ce que la page d'un document lit d'un seul trait."""
        return self.pour_liste().select_related(
            "dossier__beneficiaire", "personne", "societe", "supprime_par", "derniere__courriel"
        )


class Document(Horodate, Versionne):
    """Un document porté par un dossier, une personne ou une société, jamais par deux.

    `date_reception` : « reçue le » ; avec un type exigé par la prestation, la pièce cesse de manquer (H1).
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, verbose_name="dossier", null=True, blank=True, related_name="documents"
    )
    personne = models.ForeignKey(
        Personne, models.PROTECT, verbose_name="personne", null=True, blank=True, related_name="documents"
    )
    societe = models.ForeignKey(
        Societe, models.PROTECT, verbose_name="société", null=True, blank=True, related_name="documents"
    )
    genre = models.CharField("genre", max_length=20, choices=Genre, default=Genre.PIECE)
    type_document = models.ForeignKey(
        TypeDocument, models.PROTECT, verbose_name="type", null=True, blank=True, related_name="documents"
    )
    titre = models.CharField("titre", max_length=TITRE_MAX)
    date_document = models.DateField("date du document", null=True, blank=True)
    date_reception = models.DateField("reçue le", null=True, blank=True)
    commentaire = models.TextField("commentaire", blank=True)
    is_confidentiel = models.BooleanField("confidentiel", default=False)
    lecteurs = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="personnes qui peuvent le lire", blank=True, related_name="+"
    )
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="ajouté par", null=True, related_name="+"
    )
    derniere = models.ForeignKey(
        "VersionDocument", models.PROTECT, verbose_name="version courante", null=True, related_name="+"
    )
    supprime_at = models.DateTimeField("supprimé le", null=True, blank=True)
    supprime_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="supprimé par", null=True, related_name="+"
    )
    motif_suppression = models.CharField("motif de la suppression", max_length=250, blank=True)
    cle_creation = models.UUIDField("clé de création", null=True, blank=True, unique=True, editable=False)
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documents"
        constraints = [
            models.CheckConstraint(
                condition=Q(dossier__isnull=False, personne__isnull=True, societe__isnull=True)
                | Q(dossier__isnull=True, personne__isnull=False, societe__isnull=True)
                | Q(dossier__isnull=True, personne__isnull=True, societe__isnull=False),
                name="document_un_seul_porteur",
                violation_error_message="Un document appartient à un dossier, à une personne ou à une société.",
            ),
            models.CheckConstraint(
                condition=Q(supprime_at__isnull=True) | Q(supprime_par__isnull=False),
                name="document_supprime_par_quelqu_un",
                violation_error_message="Une suppression dit qui l’a faite.",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-created_at", "-id"], name="document_dossier"),
            models.Index(
                fields=["personne", "-created_at", "-id"],
                name="document_personne",
                condition=Q(personne__isnull=False),
            ),
            models.Index(
                fields=["societe", "-created_at", "-id"],
                name="document_societe",
                condition=Q(societe__isnull=False),
            ),
            models.Index(fields=["dossier", "type_document", "date_reception"], name="document_pieces"),
            models.Index(fields=["-supprime_at", "-id"], name="document_corbeille"),
        ]

    def __str__(self) -> str:
        return self.titre

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    def preparer(self, texte: str = "") -> None:
        """Recompose la clé de tri et le texte cherché ; `texte` : celui d'un courriel."""
        nom = self.derniere.nom_fichier if self.derniere else ""
        self.cle_tri = cle_tri(self.titre)
        self.texte_recherche = texte_recherche(self.titre, nom, self.commentaire, texte[:TEXTE_CHERCHE])

    @property
    def porteur(self) -> models.Model:
        """Le dossier, la personne ou la société."""
        return self.dossier or self.personne or self.societe

    @property
    def sujet(self) -> models.Model:
        """La fiche dont l'Historique raconte ce document : la sienne seule quand il est confidentiel."""
        return self if self.is_confidentiel else self.porteur


class VersionDocument(models.Model):
    """Un fichier donné à un document ; remplacer en ajoute un, rien ne s'efface (F6)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    numero = models.PositiveSmallIntegerField("version")
    empreinte = models.CharField("empreinte SHA-256", max_length=64, db_index=True)
    nom_fichier = models.CharField("nom du fichier", max_length=NOM_MAX)
    type_mime = models.CharField("type", max_length=120)
    octets = models.PositiveBigIntegerField("taille (octets)")
    pages = models.PositiveIntegerField("pages", null=True, blank=True)
    ajoutee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="ajoutée par", null=True, related_name="+"
    )
    created_at = models.DateTimeField("ajoutée le", auto_now_add=True)

    class Meta:
        verbose_name = "version d’un document"
        verbose_name_plural = "versions d’un document"
        ordering = ["-numero", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "numero"], name="version_document_numero_unique")
        ]

    def __str__(self) -> str:
        return f"{self.nom_fichier} (version {self.numero})"

    @property
    def apercu(self) -> Apercu:
        """Comment ce fichier se regarde dans la page."""
        return APERCUS.get(self.type_mime, Apercu.AUCUN)

    @property
    def taille(self) -> str:
        return montrer_taille(self.octets)


class Courriel(models.Model):
    """Ce que dit le courriel d'une version : un .eml déposé, ou un message parti de Jalon (F5)."""

    version = models.OneToOneField(VersionDocument, models.CASCADE, related_name="courriel")
    expediteur = models.TextField("de", blank=True)
    destinataires = models.TextField("à", blank=True)
    objet = models.TextField("objet", blank=True)
    horodatage = models.DateTimeField("date", null=True, blank=True)
    texte = models.TextField("texte", blank=True)
    pieces_jointes = models.JSONField("pièces jointes", default=list)
    sort = models.CharField("sort", max_length=10, choices=Sort, default=Sort.DEPOSE)
    erreur = models.CharField("pourquoi il n’est pas parti", max_length=300, blank=True)

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"

    def __str__(self) -> str:
        return self.objet or "(sans objet)"

    @property
    def cherche(self) -> str:
        """Ce que la recherche y trouve."""
        return " ".join((self.objet, self.expediteur, self.destinataires, self.texte))[:TEXTE_CHERCHE]
