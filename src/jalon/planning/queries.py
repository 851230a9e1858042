"""Lectures du planning."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, F, Prefetch, Q, QuerySet, Sum, When
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.prestations.enums import NatureAction
from jalon.prestations.models import EtapeDeroule
from jalon.socle.lectures import lues_d_avance
from jalon.structure.models import Centre
from jalon.structure.queries import fermetures_entre

from .enums import EtatSeance
from .models import Occupation, Participation, Seance
from .rules.faits import LignePlanning

# Ce que précharge qui recalcule beaucoup de dossiers.
LECTURES = (
    Prefetch("participations", Participation.objects.select_related("seance__action").order_by("pk")),
    "version_prestation__etapes",
)


def lignes_de(dossier: Dossier) -> list[LignePlanning]:
    """Les participations du dossier, réduites à ce que les règles lisent. Une requête, aucune si préchargées."""
    if (preparees := lues_d_avance(dossier, "participations")) is not None:
        return [_ligne(participation) for participation in preparees]
    lues = Participation.objects.filter(dossier=dossier).values_list(
        "seance__debut", "seance__etat", "presence", "seance__minutes", "minutes",
        "seance__action__is_facturable", "seance__action__is_terminale", "etape_id", "seance__fin",
    )  # fmt: skip
    return [LignePlanning(timezone.localtime(debut).date(), *reste) for debut, *reste in lues.order_by("pk")]


def _ligne(participation: Participation) -> LignePlanning:
    seance, action = participation.seance, participation.seance.action
    return LignePlanning(
        timezone.localtime(seance.debut).date(), seance.etat, participation.presence, seance.minutes,
        participation.minutes, action and action.is_facturable, action and action.is_terminale,
        participation.etape_id, seance.fin,
    )  # fmt: skip


def etapes_obligatoires(dossier: Dossier) -> dict[int, int]:
    """{étape: nombre de séances} que la version du dossier demande. Une requête, aucune si préchargées."""
    if dossier.version_prestation_id is None:
        return {}
    version = dossier._state.fields_cache.get("version_prestation")
    if version and (lues := lues_d_avance(version, "etapes")) is not None:
        return {etape.pk: etape.nombre_seances for etape in lues if etape.is_obligatoire}
    etapes = EtapeDeroule.objects.filter(version=dossier.version_prestation_id, is_obligatoire=True)
    return dict(etapes.values_list("pk", "nombre_seances"))


def chevauchements(
    cles: Iterable[str], debut: datetime, fin: datetime, *, sauf: Seance | None = None
) -> QuerySet[Occupation]:
    """Les occupations en vigueur de ces clés qui touchent le moment. Index `occupation_cle_debut`."""
    touchent = Occupation.objects.filter(cle__in=list(cles), is_active=True, debut__lt=fin, fin__gt=debut)
    if sauf is not None and sauf.pk:
        touchent = touchent.exclude(seance=sauf)
    return touchent.select_related("seance__action").order_by("debut", "pk")


def fermetures_le(jour: date, centre: Centre | None) -> list[str]:
    """Pourquoi on est fermé ce jour-là : « Noël », ou rien. Une requête."""
    return [fermeture.libelle for fermeture in fermetures_entre(jour, jour, centre)]


@dataclass(frozen=True)
class Etape:
    """Une étape du déroulé et ses séances : faites, prévues, manquantes."""

    etape: EtapeDeroule
    faites: int
    prevues: int

    @property
    def manquent(self) -> int:
        return max(self.etape.nombre_seances - self.faites - self.prevues, 0)


def etapes_de(dossier: Dossier, lignes: list[LignePlanning]) -> list[Etape]:
    """Le déroulé du dossier, étape par étape, d'après `lignes_de`. Une requête ; aucune étape sans version."""
    if dossier.version_prestation_id is None:
        return []
    etapes = EtapeDeroule.objects.filter(version=dossier.version_prestation_id).select_related("action")
    lignes = [ligne for ligne in lignes if ligne.etape is not None]
    faites = Counter(ligne.etape for ligne in lignes if ligne.is_presente)
    prevues = Counter(ligne.etape for ligne in lignes if ligne.is_vivante and not ligne.is_presente)
    return [Etape(etape, faites[etape.pk], prevues[etape.pk]) for etape in etapes.order_by("rang")]


def prochaine_etape(dossier: Dossier) -> EtapeDeroule | None:
    """La première étape du déroulé à laquelle il manque une séance. Deux requêtes."""
    return next((etape.etape for etape in etapes_de(dossier, lignes_de(dossier)) if etape.manquent), None)


def seances_du_dossier(dossier: Dossier) -> QuerySet[Seance]:
    """Les séances du dossier, de la plus récente à la plus ancienne, prêtes à montrer."""
    return Seance.objects.filter(participations__dossier=dossier).pour_liste().order_by("-debut", "-pk")


def seances_a_venir(dossier: Dossier, maintenant: datetime) -> QuerySet[Seance]:
    """Les séances programmées du dossier qui n'ont pas commencé."""
    programmees = Seance.objects.filter(etat=EtatSeance.PROGRAMMEE, debut__gt=maintenant)
    return programmees.filter(participations__dossier=dossier).select_related("action").order_by("debut", "pk")


def compter_seances(dossier: Dossier, utilisateur: Any) -> int | None:
    """Les séances programmées ou réalisées du dossier ; None sans séance. Une requête."""
    vivantes = (EtatSeance.PROGRAMMEE, EtatSeance.REALISEE)
    return Participation.objects.filter(dossier=dossier, seance__etat__in=vivantes).count() or None


def places_prises(cle: str, debut: datetime, fin: datetime, *, sauf: Seance | None = None) -> int:
    """Les places qu'occupent ensemble les séances partagées de ce lieu ou de cette ressource. Une requête."""
    return chevauchements([cle], debut, fin, sauf=sauf).aggregate(total=Sum("places"))["total"] or 0


def jours_fermes(debut: date, fin: date, centre: Centre | None) -> set[date]:
    """Les jours fermés de la période. Une requête."""
    fermes: set[date] = set()
    for fermeture in fermetures_entre(debut, fin, centre):
        premier, dernier = max(fermeture.date_debut, debut), min(fermeture.date_fin, fin)
        fermes |= {premier + timedelta(days=n) for n in range((dernier - premier).days + 1)}
    return fermes


def minutes_par_nature(dossier: Dossier) -> list[dict[str, Any]]:
    """Minutes réalisées et programmées du dossier, par nature d'action. Une requête."""
    lignes = Participation.objects.filter(dossier=dossier, seance__etat__in=("programmee", "realisee"))
    reelles = Case(When(minutes__isnull=False, then=F("minutes")), default=F("seance__minutes"))
    faites = Q(seance__etat=EtatSeance.REALISEE, presence="present")
    groupes = (
        lignes.values("seance__action__nature")
        .annotate(
            realisees=Sum(reelles, filter=faites, default=0),
            programmees=Sum("seance__minutes", filter=Q(seance__etat=EtatSeance.PROGRAMMEE), default=0),
        )
        .order_by("seance__action__nature")
    )
    return [{"nature": NatureAction(g.pop("seance__action__nature")).label, **g} for g in groupes]
