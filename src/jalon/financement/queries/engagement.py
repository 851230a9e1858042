"""Ce que les dossiers engagent de leurs conventions, et ce qui en reste (B1, B4)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from jalon.dossiers.models import Dossier
from jalon.journal.models import Entree

from ..enums import Acte, EtatConvention
from ..models import Convention, Financement
from ..rules import reste_apres


@dataclass(frozen=True)
class Reste:
    """Ce que les dossiers n'ont pas encore engagé : minutes et euros, None quand le cadre ne borne pas."""

    minutes: int | None
    montant: Decimal | None

    @property
    def is_depasse(self) -> bool:
        """Vrai si les dossiers engagent plus que le cadre."""
        return any(valeur is not None and valeur < 0 for valeur in (self.minutes, self.montant))


def with_engagement(conventions: QuerySet, *, sauf: Dossier | None = None) -> QuerySet:
    """Ajoute `engage_minutes`, `engage_montant` (euros) et `nombre_dossiers`, sommes des dossiers liés.

    Un dossier annulé n'engage plus rien. `sauf` : le dossier qui regarde, dont la part ne compte pas.
    """
    annules = Dossier.objects.filter(annule_at__isnull=False).values("pk")  # peu nombreux : lus une fois
    lies = Financement.objects.filter(convention=OuterRef("pk")).exclude(dossier__in=annules).order_by()
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


def reste_sans(convention: Convention, financement: Financement) -> Reste:
    """Ce qui reste une fois la part de ce dossier prise ; `convention` lue sans lui."""
    reste, pris = reste_de(convention), financement.engagement
    return Reste(reste_apres(reste.minutes, pris.minutes), reste_apres(reste.montant, pris.montant))


def financements_visibles(convention: Convention, utilisateur):
    """Les financements des dossiers de cette convention que l'utilisateur peut voir."""
    visibles = Dossier.objects.visibles_par(utilisateur)
    return Financement.objects.filter(convention=convention, dossier__in=visibles)


def derniere_cloture(convention: Convention) -> Entree | None:
    """Qui a clos la convention, quand et pourquoi ; None si elle ne l'est pas. Une requête au plus."""
    if convention.etat != EtatConvention.CLOSE:
        return None
    return Entree.objects.du_sujet(convention).filter(acte=Acte.CONVENTION_CLOSE).first()
