"""Le dossier : un bénéficiaire, une prestation, du premier contact au dernier paiement."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from jalon.annuaire.models import Personne, Societe
from jalon.comptes.enums import PerimetreDossiers
from jalon.prestations.enums import Porte
from jalon.prestations.models import Origine, Prestation, Suivi, VersionPrestation
from jalon.socle.models import Horodate
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, texte_recherche
from jalon.structure.models import Centre, Lieu

from ..enums import Avancement, MotifAcces, SituationFinanciere, Statut, StatutBeneficiaire
from ..rules.dates import DateCle, Echeances, Source


def _contact(modele, libelle: str) -> models.ForeignKey:
    return models.ForeignKey(modele, models.PROTECT, verbose_name=libelle, null=True, blank=True, related_name="+")


class DossierQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "DossierQuerySet":
        """La porte de lecture des listes, vues et comptes : le périmètre, sans les dossiers annulés."""
        return self.joignables_par(utilisateur).filter(annule_at__isnull=True)

    def joignables_par(self, utilisateur, *, un_a_un: bool = False) -> "DossierQuerySet":
        """Le périmètre, dossiers annulés compris : on les retrouve par leur numéro.

        Droit, périmètre du profil, et centres s'il y est limité.

        La sous-requête passe par l'index (utilisateur, dossier) d'`AccesDossier`. `un_a_un` : pour une condition
        posée ligne par ligne (les dossiers de cette personne), où partir de tous ceux du périmètre coûterait trop.
        """
        if not utilisateur.a_le_droit("dossiers.lecture"):
            return self.none()
        profil = utilisateur.profil
        visibles = self
        if profil.perimetre_dossiers != PerimetreDossiers.MAISON:
            collegues = profil.perimetre_dossiers == PerimetreDossiers.EQUIPES
            qui = utilisateur.collegues_ids if collegues else [utilisateur.pk]
            acces = AccesDossier.objects.filter(utilisateur__in=qui)
            siens = Exists(acces.filter(dossier=OuterRef("pk"))) if un_a_un else Q(pk__in=acces.values("dossier"))
            visibles = visibles.filter(siens)
        if profil.is_limite_aux_centres:
            visibles = visibles.filter(centre__in=utilisateur.centres_ids)
        return visibles

    def suivis_par(self, utilisateur) -> "DossierQuerySet":
        """Comme `visibles_par`, pour demander d'une personne à la fois si l'un de ses dossiers se voit."""
        return self.joignables_par(utilisateur, un_a_un=True).filter(annule_at__isnull=True)

    def miens(self, utilisateur) -> "DossierQuerySet":
        """Ceux dont l'utilisateur est conseiller référent, gestionnaire ou animateur."""
        acces = AccesDossier.objects.filter(utilisateur=utilisateur)
        return self.filter(pk__in=acces.values("dossier"))

    def ouverts(self) -> "DossierQuerySet":
        vivants = self.filter(annule_at__isnull=True)
        return vivants.filter(avancement__in=[Avancement.PREVISIONNEL, Avancement.EN_COURS, Avancement.SUSPENDU])

    def pour_liste(self) -> "DossierQuerySet":
        return self.select_related("beneficiaire", "prestation", "suivi", "conseiller", "centre")

    def pour_page(self) -> "DossierQuerySet":
        """Tout ce que la page d'un dossier lit d'un seul trait, et le jour de la version en vigueur."""
        publiees = VersionPrestation.objects.publiees().filter(prestation=OuterRef("prestation"))
        en_vigueur = publiees.order_by("-numero")
        annote = self.annotate(
            version_en_vigueur=Subquery(en_vigueur.values("pk")[:1]),
            date_version_en_vigueur=Subquery(en_vigueur.values("date_publication")[:1]),
        )
        return annote.select_related(
            "beneficiaire__employeur", "prestation", "version_prestation", "suivi", "conseiller", "gestionnaire",
            "centre", "lieu__centre",
            "origine", "prescripteur__employeur", "prescripteur_societe", "employeur", "tuteur__employeur",
            "contact_gestionnaire__employeur", "donneur_ordre", "annule_par",
        )  # fmt: skip


class Dossier(Horodate):
    """Un dossier. Son statut et ses dates clés sont déduits de faits, et enregistrés pour les listes.

    Un seul auteur écrit les champs déduits : `operations.statut.recalculer`.
    """

    numero = models.CharField("numéro", max_length=40, unique=True)
    beneficiaire = models.ForeignKey(
        Personne, models.PROTECT, verbose_name="bénéficiaire", related_name="dossiers"
    )
    prestation = models.ForeignKey(Prestation, models.PROTECT, verbose_name="prestation", related_name="dossiers")
    version_prestation = models.ForeignKey(
        VersionPrestation,
        models.PROTECT,
        verbose_name="version de la prestation",
        null=True,
        blank=True,
        related_name="dossiers",
    )
    # Rattachement
    centre = models.ForeignKey(
        Centre, models.PROTECT, verbose_name="centre", null=True, blank=True, related_name="+"
    )
    lieu = models.ForeignKey(Lieu, models.PROTECT, verbose_name="lieu", null=True, blank=True, related_name="+")
    conseiller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="conseiller référent",
        null=True,
        blank=True,
        related_name="+",
    )
    gestionnaire = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="gestionnaire du dossier",
        null=True,
        blank=True,
        related_name="+",
    )
    numero_commande = models.CharField("numéro du bon de commande", max_length=60, blank=True)
    date_debut_commande = models.DateField("début du bon de commande", null=True, blank=True)
    date_fin_commande = models.DateField("fin du bon de commande", null=True, blank=True)
    origine = models.ForeignKey(
        Origine, models.PROTECT, verbose_name="origine", null=True, blank=True, related_name="+"
    )
    statut_beneficiaire = models.CharField(
        "statut du bénéficiaire à l’entrée", max_length=20, choices=StatutBeneficiaire, blank=True
    )
    # Contacts (C1 à C5)
    prescripteur = _contact(Personne, "prescripteur")
    prescripteur_societe = _contact(Societe, "organisme prescripteur")
    employeur = _contact(Societe, "employeur")
    tuteur = _contact(Personne, "tuteur")
    contact_gestionnaire = _contact(Personne, "gestionnaire chez le client")
    donneur_ordre = _contact(Societe, "donneur d’ordre")
    # Dates clés : les sources, puis ce que l'on montre
    date_entree_saisie = models.DateField("date d’entrée", null=True, blank=True)
    date_fin_saisie = models.DateField("date de fin prévisionnelle", null=True, blank=True)
    date_entree_calculee = models.DateField("date d’entrée calculée", null=True, blank=True, editable=False)
    date_fin_calculee = models.DateField("date de fin calculée", null=True, blank=True, editable=False)
    date_entree = models.DateField("date d’entrée montrée", null=True, blank=True, editable=False)
    date_entree_source = models.CharField(max_length=10, default=Source.AUCUNE.value, editable=False)
    date_fin_previsionnelle = models.DateField("date de fin montrée", null=True, blank=True, editable=False)
    date_sortie = models.DateField("date de sortie réelle", null=True, blank=True, editable=False)
    # Séances : ce que le planning en compte ; None tant que le dossier n'en a aucune (H4)
    minutes_realisees = models.PositiveIntegerField("heures réalisées", null=True, editable=False)
    minutes_planifiees = models.PositiveIntegerField("heures planifiées", null=True, editable=False)
    a_valider_at = models.DateTimeField("fin de sa première séance à valider", null=True, editable=False)
    dernier_rendez_vous_at = models.DateTimeField("fin de son dernier rendez-vous", null=True, editable=False)
    date_limite = models.DateField("hors délais après le", null=True, editable=False)
    ecarts_nombre = models.PositiveSmallIntegerField("écarts de financement", default=0, editable=False)
    # Annulation d'un dossier ouvert par erreur : il quitte les listes, se retrouve par son numéro
    annule_at = models.DateTimeField("annulé le", null=True, blank=True, editable=False)
    annule_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    motif_annulation = models.CharField("motif de l’annulation", max_length=500, blank=True, editable=False)
    # Suivi : étiquette de la maison, posée par l'événement « changement de statut »
    suivi = models.ForeignKey(Suivi, models.PROTECT, verbose_name="suivi", null=True, blank=True, related_name="+")
    # Statut déduit
    avancement = models.CharField(
        max_length=20, choices=Avancement, default=Avancement.PREVISIONNEL, editable=False
    )
    situation_financiere = models.CharField(
        max_length=20, choices=SituationFinanciere, default=SituationFinanciere.INCONNUE, editable=False
    )
    statut = models.CharField("statut", max_length=20, choices=Statut, default=Statut.PREVISIONNEL, editable=False)
    statut_pourquoi = models.CharField(max_length=200, blank=True, editable=False)
    date_calcul_statut = models.DateField(null=True, editable=False)
    date_bascule_statut = models.DateField(null=True, blank=True, editable=False)
    # Complétude (H1) : ce qui manque par porte, écrit par `operations.completude` seul
    manques = models.JSONField(default=dict, editable=False)
    exiges = models.JSONField(default=dict, editable=False)
    manques_porte = models.CharField(max_length=10, choices=Porte, blank=True, editable=False)
    manques_nombre = models.PositiveSmallIntegerField(default=0, editable=False)
    # Pour chercher et trier sans jointure
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()
    cle_creation = models.UUIDField("clé de création", null=True, blank=True, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        constraints = [
            models.CheckConstraint(
                condition=Q(date_debut_commande__isnull=True)
                | Q(date_fin_commande__isnull=True)
                | Q(date_fin_commande__gte=F("date_debut_commande")),
                name="dossier_commande_fin_apres_debut",
                violation_error_message="La fin du bon de commande précède son début.",
            ),
            models.CheckConstraint(
                condition=Q(date_entree_saisie__isnull=True)
                | Q(date_fin_saisie__isnull=True)
                | Q(date_fin_saisie__gte=F("date_entree_saisie")),
                name="dossier_fin_apres_entree",
                violation_error_message="La fin prévisionnelle précède l’entrée.",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="dossier_recents"),
            models.Index(fields=["cle_tri", "id"], name="dossier_tri"),
            models.Index(fields=["statut", "-created_at", "-id"], name="dossier_statut"),
            models.Index(fields=["prestation", "-created_at", "-id"], name="dossier_prestation"),
            models.Index(fields=["conseiller", "-created_at", "-id"], name="dossier_conseiller"),
            models.Index(fields=["date_entree", "id"], name="dossier_entree"),
            models.Index(fields=["date_fin_previsionnelle", "id"], name="dossier_fin"),
            models.Index(fields=["manques_porte", "manques_nombre", "-created_at", "-id"], name="dossier_manques"),
            models.Index(fields=["centre", "-created_at", "-id"], name="dossier_centre"),
            models.Index(fields=["suivi", "-created_at", "-id"], name="dossier_suivi"),
            models.Index(fields=["date_bascule_statut"], name="dossier_bascule"),
            models.Index(fields=["a_valider_at", "id"], name="dossier_a_valider"),
            models.Index(fields=["avancement", "dernier_rendez_vous_at"], name="dossier_rendez_vous"),
            models.Index(fields=["date_limite", "id"], name="dossier_limite"),
            models.Index(fields=["ecarts_nombre", "-created_at", "-id"], name="dossier_ecarts"),
            models.Index(fields=["minutes_realisees", "id"], name="dossier_heures"),
            models.Index(fields=["id"], name="dossier_annules", condition=Q(annule_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.numero

    def preparer(self) -> None:
        """Recompose ce qui sert à chercher et à trier, depuis le numéro et le bénéficiaire."""
        self.cle_tri = self.beneficiaire.cle_tri
        court = self.numero.rpartition("-")[2].lstrip("0")
        personne = self.beneficiaire
        self.texte_recherche = texte_recherche(
            self.numero, court, personne.nom, personne.prenom, personne.nom_naissance
        )

    @property
    def entree(self) -> DateCle:
        """La date d'entrée montrée et sa source (D1)."""
        return DateCle(self.date_entree, Source(self.date_entree_source))

    @property
    def fin(self) -> DateCle:
        """La date de fin prévisionnelle montrée et sa source (D2)."""
        source = (
            Source.SAISIE if self.date_fin_saisie else Source.CALCULEE if self.date_fin_calculee else Source.AUCUNE
        )
        return DateCle(self.date_fin_previsionnelle, source)

    @property
    def minutes_programmees(self) -> int:
        """Les minutes facturables encore programmées."""
        return (self.minutes_planifiees or 0) - (self.minutes_realisees or 0)

    @property
    def echeances(self) -> Echeances:
        """Ce qui borne le dossier, et ses séances : de quoi dire « hors délais »."""
        return Echeances(
            fin_saisie=self.date_fin_saisie,
            debut_commande=self.date_debut_commande,
            fin_commande=self.date_fin_commande,
            premiere_seance=self.date_entree_calculee,
            derniere_seance=self.date_fin_calculee,
        )


class AccesDossier(models.Model):
    """Pourquoi un dossier est celui d'un utilisateur ; écrit par les actes, joint par la porte de lecture."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="acces")
    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    motif = models.CharField("motif", max_length=20, choices=MotifAcces)

    class Meta:
        verbose_name = "accès à un dossier"
        verbose_name_plural = "accès aux dossiers"
        constraints = [models.UniqueConstraint(fields=["dossier", "utilisateur", "motif"], name="acces_unique")]
        indexes = [models.Index(fields=["utilisateur", "dossier"], name="acces_utilisateur")]

    def __str__(self) -> str:
        return f"{self.utilisateur} · {self.get_motif_display()}"


class VersionBloc(models.Model):
    """La version d'un bloc de la page : deux personnes sur deux blocs ne se gênent pas (règle 4)."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="versions")
    bloc = models.CharField("bloc", max_length=40)
    version = models.PositiveIntegerField("version", default=0)
    modifie_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    modifie_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "version d’un bloc"
        verbose_name_plural = "versions des blocs"
        constraints = [models.UniqueConstraint(fields=["dossier", "bloc"], name="version_unique_par_bloc")]

    def __str__(self) -> str:
        return f"{self.bloc} v{self.version}"
