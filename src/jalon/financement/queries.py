"""Lectures des conventions : ce qui est engagé, ce qui reste, ce qui convient à un dossier (B1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from jalon.dossiers.models import Dossier

from .enums import EtatConvention
from .models import Convention, Financement
from .rules import reste_apres

DOSSIERS_MONTRES = 10
CONVIENT = Q(convient_prestation=True, convient_financeur=True, convient_periode=True)


@dataclass(frozen=True)
class Reste:
    """Ce que les dossiers n'ont pas encore engagé : minutes et euros, None quand le cadre ne borne pas."""

    minutes: int | None
    montant: Decimal | None

    @property
    def is_depasse(self) -> bool:
        """Vrai si les dossiers engagent plus que le cadre."""
        return any(valeur is not None and valeur < 0 for valeur in (self.minutes, self.montant))


@dataclass(frozen=True)
class DossiersLies:
    """Les financements des dossiers visibles d'une convention (dix au plus), et combien d'autres."""

    financements: list[Financement]
    visibles: int
    hors_perimetre: int


def with_engagement(conventions: QuerySet, *, sauf: Dossier | None = None) -> QuerySet:
    """Ajoute `engage_minutes`, `engage_montant` (euros) et `nombre_dossiers`, sommes des dossiers liés.

    `sauf` : le dossier qui regarde, dont la part ne compte pas.
    """
    lies = Financement.objects.filter(convention=OuterRef("pk")).order_by()
    if sauf is not None:
        lies = lies.exclude(dossier=sauf)
    lies = lies.values("convention")
    return conventions.annotate(
        engage_minutes=Subquery(lies.annotate(somme=Sum("minutes_financees")).values("somme")),
        engage_montant=Subquery(lies.annotate(somme=Sum("montant_total")).values("somme")),
        nombre_dossiers=Subquery(lies.annotate(nombre=Count("pk")).values("nombre")),
    )


def reste_de(convention: Convention) -> Reste:
    """Ce qui reste d'une convention lue par `with_engagement`."""
    return Reste(
        reste_apres(convention.minutes_financees, convention.engage_minutes),
        reste_apres(convention.montant, convention.engage_montant),
    )


def dossiers_lies(convention: Convention, utilisateur) -> DossiersLies:
    """Les dossiers d'une convention lue par `with_engagement`, vus par l'utilisateur. Deux requêtes."""
    visibles = Financement.objects.filter(
        convention=convention, dossier__in=Dossier.objects.visibles_par(utilisateur)
    )
    lus = visibles.select_related("dossier__beneficiaire", "dossier__prestation").order_by("-dossier_id")
    nombre = visibles.count()
    total = convention.nombre_dossiers or 0
    return DossiersLies(list(lus[:DOSSIERS_MONTRES]), nombre, total - nombre)


def par_convenance(conventions: QuerySet, dossier: Dossier, jour: date) -> QuerySet:
    """Range d'abord les conventions actives dont prestation, financeur et période conviennent au dossier (B1).

    Le jour comparé à la période est la date d'entrée du dossier, à défaut `jour`.
    """
    notees = conventions.annotate(
        convient_prestation=_prestation(dossier),
        convient_financeur=_financeur(dossier),
        convient_periode=_periode(dossier.date_entree or jour),
    )
    return notees.annotate(rang=_rang()).order_by("rang", "cle_tri", "pk")


def actives_d_abord(conventions: QuerySet) -> QuerySet:
    """Les conventions actives, puis les autres."""
    active = When(etat=EtatConvention.ACTIVE, then=Value(0))
    return conventions.annotate(rang=Case(active, default=Value(1))).order_by("rang", "cle_tri", "pk")


def _prestation(dossier: Dossier) -> Case:
    """Couverte, ou convention ouverte à toutes les prestations."""
    couvertes = Convention.prestations.through.objects.filter(convention=OuterRef("pk"))
    return _vrai_si(~Exists(couvertes) | Exists(couvertes.filter(prestation=dossier.prestation_id)))


def _financeur(dossier: Dossier) -> Case:
    """Le même financeur principal ; tant que le dossier n'en a pas, tous conviennent."""
    financement = Financement.objects.filter(dossier=dossier).first()
    if financement is None or not financement.cle_financeur:
        return _vrai_si(Q(pk__isnull=False))
    sans = Q(financeur_societe__isnull=True, financeur_personne__isnull=True)
    if financement.financeur_societe_id:
        return _vrai_si(sans | Q(financeur_societe=financement.financeur_societe_id))
    return _vrai_si(sans | Q(financeur_personne=financement.financeur_personne_id))


def _periode(jour: date) -> Case:
    commencee = Q(date_debut__isnull=True) | Q(date_debut__lte=jour)
    return _vrai_si(commencee & (Q(date_fin__isnull=True) | Q(date_fin__gte=jour)))


def _rang() -> Case:
    """0 : suggérée ; 1 : active ; 2 : les autres, qu'on ne peut pas encore choisir."""
    active = Q(etat=EtatConvention.ACTIVE)
    return Case(When(active & CONVIENT, then=Value(0)), When(active, then=Value(1)), default=Value(2))


def _vrai_si(condition) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))
