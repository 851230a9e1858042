"""Un mémo, ce qu'il disait avant, qui le lit, et le dernier choix de chacun (domaine, « Mémos »)."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from jalon.annuaire.models import Personne, Societe
from jalon.dossiers.models import Dossier
from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampTexteRecherche, texte_recherche

from .enums import NatureMemo, Visibilite
from .registres import PORTEURS, Porteur
from .rules import resumer

LIES = ("dossier", "personne", "societe")
INDEXE_MAX = 20_000  # caractères du texte où l'on cherche


class MemoQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur) -> "MemoQuerySet":
        """La porte de lecture : un mémo qu'on a écrit ou qui nous est ouvert, sur un objet que l'on voit.

        Aucun droit n'ouvre le mémo privé d'un autre (« Private means private »). Une requête.
        """
        return self.avec_supprimes_par(utilisateur).filter(supprime_at__isnull=True)

    def avec_supprimes_par(self, utilisateur) -> "MemoQuerySet":
        """La même porte, mémos supprimés compris : pour restaurer."""
        if not utilisateur.a_le_droit("memos.lecture"):
            return self.none()
        partages = PartageMemo.objects.filter(utilisateur=utilisateur).values("memo")
        ouverts = (
            Q(auteur=utilisateur)
            | Q(visibilite=Visibilite.EQUIPE)
            | Q(visibilite=Visibilite.NOMMEES, pk__in=partages)
        )
        objets = [p.lisibles(utilisateur) for p in PORTEURS if utilisateur.a_le_droit(p.droit)]
        return self.filter(ouverts).filter(reduce(or_, objets, Q(pk__in=[])))

    def sur(self, porteur: Porteur, objet: models.Model) -> "MemoQuerySet":
        """Ceux d'un objet."""
        return self.filter(porteur.de(objet))

    def vivants(self) -> "MemoQuerySet":
        """Hors des dossiers annulés, qui ont quitté listes et comptes."""
        return self.filter(Q(dossier__isnull=True) | Q(dossier__annule_at__isnull=True))

    def relances(self) -> "MemoQuerySet":
        return self.vivants().filter(date_relance__isnull=False)

    def a_faire(self) -> "MemoQuerySet":
        return self.relances().filter(fait_at__isnull=True)

    def pour_page(self) -> "MemoQuerySet":
        """Avec ce qu'une page en montre : auteur, personne chargée, objet."""
        objets = {relation for porteur in PORTEURS for relation in porteur.relations}
        return self.select_related("auteur", "assigne", "fait_par", *sorted(objets))


def _objet_unique() -> Q:
    """Un objet et un seul : celui que dit `porte_sur`, ou une ligne de lien d'une pièce plus haute."""
    seuls = [Q(porte_sur=nom, **{f"{autre}__isnull": autre != nom for autre in LIES}) for nom in LIES]
    ailleurs = ~Q(porte_sur__in=LIES) & Q(**{f"{autre}__isnull": True for autre in LIES})
    return reduce(or_, seuls, ailleurs)


def _lien(modele: type[models.Model], libelle: str) -> models.ForeignKey:
    return models.ForeignKey(
        modele, models.PROTECT, verbose_name=libelle, null=True, blank=True, related_name="memos"
    )


class Memo(Horodate, Versionne):
    """Un commentaire, un échange, un point d'attention ou une relance, sur un seul objet.

    `porte_sur` est le code du `Porteur`. `date_relance` et `assigne` vont ensemble : une relance, quelle que soit
    la nature. `nombre_versions` : combien de textes antérieurs sont gardés.
    """

    porte_sur = models.CharField("porte sur", max_length=20, editable=False)
    dossier = _lien(Dossier, "dossier")
    personne = _lien(Personne, "personne")
    societe = _lien(Societe, "société")
    nature = models.CharField("nature", max_length=20, choices=NatureMemo)
    sujet = models.CharField("sujet", max_length=200, blank=True)
    contenu = models.TextField("contenu")
    date_memo = models.DateField("date")
    visibilite = models.CharField("visibilité", max_length=10, choices=Visibilite)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="auteur", related_name="memos"
    )
    lecteurs = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="PartageMemo", verbose_name="personnes nommées", related_name="+"
    )
    date_relance = models.DateField("relance le", null=True, blank=True)
    assigne = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="confiée à",
        null=True,
        blank=True,
        related_name="relances",
    )
    fait_at = models.DateTimeField("faite le", null=True, blank=True)
    fait_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="faite par", null=True, blank=True, related_name="+"
    )
    nombre_versions = models.PositiveIntegerField("textes antérieurs", default=0, editable=False)
    supprime_at = models.DateTimeField("supprimé le", null=True, blank=True, editable=False)
    cle_creation = models.UUIDField("clé de création", null=True, blank=True, unique=True, editable=False)
    texte_recherche = ChampTexteRecherche()

    objects = MemoQuerySet.as_manager()

    class Meta:
        verbose_name = "mémo"
        verbose_name_plural = "mémos"
        constraints = [
            models.CheckConstraint(
                condition=_objet_unique(),
                name="memo_un_seul_objet",
                violation_error_message="Un mémo porte sur un objet, et un seul.",
            ),
            models.CheckConstraint(
                condition=Q(date_relance__isnull=True, assigne__isnull=True, fait_at__isnull=True)
                | Q(date_relance__isnull=False, assigne__isnull=False),
                name="memo_relance_complete",
                violation_error_message="Une relance a un jour et une personne.",
            ),
            models.CheckConstraint(
                condition=~Q(nature=NatureMemo.RELANCE) | Q(date_relance__isnull=False),
                name="memo_relance_datee",
                violation_error_message="Dites quel jour relancer.",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-date_memo", "-id"], name="memo_dossier"),
            models.Index(
                fields=["personne", "-date_memo", "-id"],
                name="memo_personne",
                condition=Q(personne__isnull=False),
            ),
            models.Index(
                fields=["societe", "-date_memo", "-id"],
                name="memo_societe",
                condition=Q(societe__isnull=False),
            ),
            models.Index(fields=["assigne", "fait_at", "date_relance"], name="memo_relances"),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} du {self.date_memo:%d/%m/%Y}"

    def save(self, *args, **kwargs) -> None:
        self.texte_recherche = texte_recherche(self.sujet, self.contenu[:INDEXE_MAX])
        super().save(*args, **kwargs)

    @property
    def porteur(self) -> Porteur:
        return PORTEURS.obtenir(self.porte_sur)

    @property
    def objet(self) -> models.Model:
        """Le dossier, la personne, la société ou l'objet d'une pièce plus haute."""
        return self.porteur.objet_de(self)

    @property
    def resume(self) -> str:
        return resumer(self.sujet, self.contenu)

    @property
    def is_prive(self) -> bool:
        """Vrai s'il n'est pas ouvert à toute l'équipe."""
        return self.visibilite != Visibilite.EQUIPE


class PartageMemo(models.Model):
    """Une personne nommée peut lire ce mémo."""

    memo = models.ForeignKey(Memo, models.CASCADE, related_name="partages")
    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "partage d’un mémo"
        verbose_name_plural = "partages d’un mémo"
        constraints = [models.UniqueConstraint(fields=["memo", "utilisateur"], name="partage_memo_unique")]
        indexes = [models.Index(fields=["utilisateur", "memo"], name="partage_memo_lecteur")]

    def __str__(self) -> str:
        return f"{self.memo} · {self.utilisateur}"


class VersionMemoQuerySet(models.QuerySet):
    def lisibles_par(self, utilisateur) -> "VersionMemoQuerySet":
        """Un texte écrit pour soi ne s'ouvre pas à l'équipe parce que le mémo l'a été depuis."""
        return self.filter(Q(memo__auteur=utilisateur) | Q(visibilite=Visibilite.EQUIPE))


class VersionMemo(models.Model):
    """Ce qu'un mémo disait avant une modification ; jamais réécrit. `visibilite` : celle de ce texte."""

    memo = models.ForeignKey(Memo, models.CASCADE, related_name="versions")
    numero = models.PositiveIntegerField("numéro")
    sujet = models.CharField("sujet", max_length=200, blank=True)
    contenu = models.TextField("contenu")
    visibilite = models.CharField("visibilité", max_length=10, choices=Visibilite)
    remplace_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="remplacé par", related_name="+"
    )
    remplace_at = models.DateTimeField("remplacé le", auto_now_add=True)

    objects = VersionMemoQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’un mémo"
        verbose_name_plural = "versions d’un mémo"
        constraints = [models.UniqueConstraint(fields=["memo", "numero"], name="version_memo_unique")]

    def __str__(self) -> str:
        return f"{self.memo} · version {self.numero}"


class PreferenceMemo(models.Model):
    """La dernière visibilité qu'une personne a choisie pour une nature (F10)."""

    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    nature = models.CharField("nature", max_length=20, choices=NatureMemo)
    visibilite = models.CharField("visibilité", max_length=10, choices=Visibilite)

    class Meta:
        verbose_name = "préférence de mémo"
        verbose_name_plural = "préférences de mémo"
        constraints = [models.UniqueConstraint(fields=["utilisateur", "nature"], name="preference_memo_unique")]

    def __str__(self) -> str:
        return f"{self.nature} : {self.visibilite}"
