"""Un modèle de document, et ses versions : les fichiers que la maison dépose et remplit."""

from collections.abc import Collection, Iterator
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from jalon.documents.models import Document
from jalon.documents.rules import NOM_MAX, montrer_taille
from jalon.dossiers.models import Dossier
from jalon.prestations.models import Prestation, TypeDocument
from jalon.socle.models import Horodate, Travail, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche

from .enums import TONS_ETAT, ContexteModele, Destinataire, EtatModele, FormatModele, Gravite


class ModeleQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur: Any) -> Self:
        """La porte de lecture : qui écrit des documents choisit un modèle, l'administration les tient."""
        permis = utilisateur.a_le_droit("documents.ecriture") or utilisateur.a_le_droit("admin.lecture")
        return self if permis else self.none()

    def publies(self) -> Self:
        return self.filter(etat=EtatModele.PUBLIE, en_vigueur__isnull=False)

    def proposes(self, contexte: str, prestations: Collection[int] | None = None) -> Self:
        """Les publiés de ce contexte qui couvrent l'une de ces prestations (leurs clés), ou n'en cochent aucune.

        `prestations` à None : tous ceux du contexte.
        """
        proposes = self.publies().filter(contexte=contexte).select_related("en_vigueur")
        if prestations is not None:
            couvertes = ModeleDocument.prestations.through.objects.filter(modeledocument=models.OuterRef("pk"))
            bonnes = couvertes.filter(prestation__in=prestations)
            proposes = proposes.filter(~models.Exists(couvertes) | models.Exists(bonnes))
        return proposes.order_by("cle_tri", "pk")

    def pour_liste(self) -> Self:
        return self.select_related("en_vigueur", "type_document").prefetch_related("prestations")


class ModeleDocument(Horodate, Versionne):
    """Ce que la maison imprime : sur quoi il se remplit, à qui il va, pour quelles prestations (aucune = toutes).

    `textes_libres` : ce que l'on demande à qui génère, une liste de `{"code", "libelle", "is_exige"}` ; le
    modèle l'écrit `{{ texte.code }}`. `type_document` : celui du document rangé.
    """

    code = models.SlugField(
        "code", max_length=60, unique=True, error_messages={"unique": "Un modèle porte déjà ce code."}
    )
    intitule = models.CharField("intitulé", max_length=150)
    description = models.TextField("à quoi il sert", blank=True)
    contexte = models.CharField(
        "se remplit sur", max_length=12, choices=ContexteModele, default=ContexteModele.DOSSIER
    )
    destinataire = models.CharField(
        "destinataire", max_length=14, choices=Destinataire, default=Destinataire.BENEFICIAIRE
    )
    prestations = models.ManyToManyField(
        Prestation, verbose_name="prestations couvertes", blank=True, related_name="+"
    )
    type_document = models.ForeignKey(
        TypeDocument,
        models.PROTECT,
        verbose_name="type du document rangé",
        null=True,
        blank=True,
        related_name="+",
    )
    etat = models.CharField("état", max_length=10, choices=EtatModele, default=EtatModele.BROUILLON)
    textes_libres = models.JSONField("textes demandés", default=list, blank=True)
    en_vigueur = models.ForeignKey(
        "VersionModele", models.PROTECT, verbose_name="version en vigueur", null=True, blank=True, related_name="+"
    )
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = ModeleQuerySet.as_manager()

    class Meta:
        verbose_name = "modèle de document"
        verbose_name_plural = "modèles de document"
        ordering = ["cle_tri", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(etat=EtatModele.PUBLIE) | Q(en_vigueur__isnull=False),
                name="modele_publie_a_une_version",
                violation_error_message="Un modèle publié a une version en vigueur.",
            )
        ]

    def __str__(self) -> str:
        return self.intitule

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.cle_tri = cle_tri(self.intitule)
        self.texte_recherche = texte_recherche(self.intitule, self.code, self.description)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("editeur:modele", args=[self.pk])

    @property
    def ton_etat(self) -> str:
        return TONS_ETAT[self.etat]

    @property
    def codes_textes(self) -> list[str]:
        """Les codes des textes demandés."""
        return [texte["code"] for texte in self.textes_libres]


class VersionModele(models.Model):
    """Un fichier donné à un modèle, tel que déposé (`empreinte`) et prêt à remplir (`empreinte_prete`).

    Prêt à remplir : un .docx dont les marqueurs sont d'un seul tenant, dans la notation de la maison.
    `constats` : ce que le contrôle a vu au dépôt ; `marqueurs` : les codes qu'il emploie.
    """

    modele = models.ForeignKey(ModeleDocument, models.CASCADE, related_name="versions")
    numero = models.PositiveSmallIntegerField("version")
    format = models.CharField("format", max_length=5, choices=FormatModele, default=FormatModele.DOCX)
    empreinte = models.CharField("empreinte SHA-256", max_length=64, db_index=True)
    empreinte_prete = models.CharField("empreinte du fichier prêt à remplir", max_length=64, db_index=True)
    nom_fichier = models.CharField("nom du fichier", max_length=NOM_MAX)
    octets = models.PositiveBigIntegerField("taille (octets)")
    octets_prets = models.PositiveBigIntegerField("taille du fichier prêt à remplir (octets)")
    constats = models.JSONField("constats du contrôle", default=list)
    marqueurs = models.JSONField("marqueurs employés", default=list)
    ajoutee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="déposée par", null=True, related_name="+"
    )
    created_at = models.DateTimeField("déposée le", auto_now_add=True)
    publiee_at = models.DateTimeField("publiée le", null=True, blank=True)
    publiee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="publiée par",
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "version d’un modèle"
        verbose_name_plural = "versions d’un modèle"
        ordering = ["-numero", "-pk"]
        constraints = [models.UniqueConstraint(fields=["modele", "numero"], name="version_modele_numero_unique")]

    def __str__(self) -> str:
        return f"version {self.numero}"

    @property
    def taille(self) -> str:
        return montrer_taille(self.octets)

    @property
    def numero_en_mots(self) -> str:
        return str(self.numero)

    @property
    def erreurs(self) -> list[dict]:
        """Les constats qui empêchent de publier."""
        return [constat for constat in self.constats if constat["gravite"] == Gravite.ERREUR]


class GenerationQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur: Any) -> Self:
        """La porte de lecture : celle de l'un de ses documents."""
        lisibles = Document.objects.visibles_par(utilisateur).values("pk")
        return self.filter(Q(pdf__in=lisibles) | Q(docx__in=lisibles))


class Generation(models.Model):
    """Un document tiré d'un modèle : quelle version, pour quel dossier, avec quelles valeurs.

    `precision` : de quoi du dossier, « séance du 12/01/2027 à 9 h 30 » ; vide quand c'est le dossier entier.
    `donnees` : les valeurs écrites, telles que ce jour-là ; elles s'effacent avec les documents. `pdf_absent` :
    pourquoi il n'y a pas de PDF, quand il était voulu.
    """

    modele = models.ForeignKey(ModeleDocument, models.PROTECT, verbose_name="modèle", related_name="generations")
    version = models.ForeignKey(VersionModele, models.PROTECT, verbose_name="version", related_name="generations")
    dossier = models.ForeignKey(Dossier, models.PROTECT, verbose_name="dossier", related_name="generations")
    precision = models.CharField("ce dont il parle", max_length=150, blank=True)
    destinataire = models.CharField("destinataire", max_length=14, choices=Destinataire)
    docx = models.OneToOneField(
        Document,
        models.CASCADE,
        verbose_name="fichier Word",
        null=True,
        blank=True,
        related_name="generation_docx",
    )
    pdf = models.OneToOneField(
        Document, models.CASCADE, verbose_name="PDF", null=True, blank=True, related_name="generation_pdf"
    )
    pdf_absent = models.CharField("pourquoi il n’y a pas de PDF", max_length=300, blank=True)
    donnees = models.JSONField("valeurs employées", default=dict)
    travail = models.ForeignKey(
        Travail, models.SET_NULL, verbose_name="acte par lot", null=True, blank=True, related_name="+"
    )
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="généré par", null=True, related_name="+"
    )
    created_at = models.DateTimeField("généré le", auto_now_add=True)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = "document généré"
        verbose_name_plural = "documents générés"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(docx__isnull=False) | Q(pdf__isnull=False),
                name="generation_a_un_document",
                violation_error_message="Une génération donne au moins un document.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.modele}, {self.version}"

    @property
    def document(self) -> Document:
        """Celui que l'on ouvre : le PDF, à défaut le fichier Word."""
        return self.pdf or self.docx

    @property
    def valeurs(self) -> list[tuple[str, str]]:
        """Les valeurs employées, en paires : « dossier.numero », « 2026-000412 » ; une liste dit son nombre."""
        return list(_a_plat("", self.donnees))


def _a_plat(prefixe: str, valeurs: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for cle, valeur in valeurs.items():
        code = f"{prefixe}{cle}"
        if isinstance(valeur, dict):
            yield from _a_plat(f"{code}.", valeur)
        elif isinstance(valeur, list):
            yield code, f"{len(valeur)} ligne{'s' if len(valeur) > 1 else ''}"
        elif valeur and code != "structure.logo":
            yield code, str(valeur)
