"""Les conventions qui conviennent à un dossier, rangées d'abord (B1)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from jalon.annuaire.models import Personne, Societe
from jalon.dossiers.models import Dossier

from ..enums import EtatConvention
from ..models import Convention
from .engagement import with_engagement

CONVIENT = Q(convient_prestation=True, convient_financeur=True, convient_periode=True)


@dataclass(frozen=True)
class Besoin:
    """Ce qu'un dossier attend d'une convention, y compris ce qui vient d'être saisi à l'écran.

    `prestation` : sa clé ; `jour` : celui où le dossier commence ; `dossier` : sa part ne compte pas.
    """

    prestation: int | None
    financeur: Societe | Personne | None
    jour: date
    dossier: Dossier | None = None


def par_convenance(conventions: QuerySet, besoin: Besoin) -> QuerySet:
    """Range d'abord les conventions actives dont prestation, financeur et période conviennent (B1)."""
    notees = conventions.annotate(
        convient_prestation=_prestation(besoin.prestation),
        convient_financeur=_financeur(besoin.financeur),
        convient_periode=_periode(besoin.jour),
    )
    return notees.annotate(rang=_rang()).order_by("rang", "cle_tri", "pk")


def actives_d_abord(conventions: QuerySet) -> QuerySet:
    """Les conventions actives, puis les autres."""
    active = When(etat=EtatConvention.ACTIVE, then=Value(0))
    return conventions.annotate(rang=Case(active, default=Value(1))).order_by("rang", "cle_tri", "pk")


def _prestation(prestation: int | None) -> Case:
    """Couverte, ou convention ouverte à toutes les prestations ; sans prestation, toutes conviennent."""
    if prestation is None:
        return _vrai_si(Q(pk__isnull=False))
    couvertes = Convention.prestations.through.objects.filter(convention=OuterRef("pk"))
    return _vrai_si(~Exists(couvertes) | Exists(couvertes.filter(prestation=prestation)))


def _financeur(financeur: Societe | Personne | None) -> Case:
    """Le même financeur principal ; tant que le dossier n'en a pas, tous conviennent."""
    if financeur is None:
        return _vrai_si(Q(pk__isnull=False))
    sans = Q(financeur_societe__isnull=True, financeur_personne__isnull=True)
    champ = "financeur_societe" if isinstance(financeur, Societe) else "financeur_personne"
    return _vrai_si(sans | Q(**{champ: financeur}))


def _periode(jour: date) -> Case:
    commencee = Q(date_debut__isnull=True) | Q(date_debut__lte=jour)
    return _vrai_si(commencee & (Q(date_fin__isnull=True) | Q(date_fin__gte=jour)))


def _rang() -> Case:
    """0 : suggérée ; 1 : active ; 2 : les autres, qu'on ne peut pas encore choisir."""
    active = Q(etat=EtatConvention.ACTIVE)
    return Case(When(active & CONVIENT, then=Value(0)), When(active, then=Value(1)), default=Value(2))


def _vrai_si(condition) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def convention_pour(pk: int, dossier: Dossier) -> Convention | None:
    """La convention avec ce qui lui reste sans ce dossier, et `couvre_prestation`. Une requête, une fois."""
    deja = dossier.__dict__.setdefault("_conventions_lues", {})
    if pk not in deja:
        deja[pk] = _lire(pk, dossier)
    return deja[pk]


def _lire(pk: int, dossier: Dossier) -> Convention | None:
    lues = with_engagement(Convention.objects.filter(pk=pk).pour_liste(), sauf=dossier if dossier.pk else None)
    return lues.annotate(couvre_prestation=_prestation(dossier.prestation_id)).first()
