"""Les heures d'un dossier : prouvées par une signature, ou seulement validées."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.planning.enums import EtatSeance, Presence
from jalon.planning.models import Participation

from .models import Sceau
from .queries import moments_de
from .rules.heures import minutes_signees


@dataclass(frozen=True)
class LigneHeures:
    """Une séance tenue où le bénéficiaire était présent ; minutes prouvées et minutes de présence."""

    participation: Participation
    signees: int
    validees: int

    @property
    def jour(self) -> date:
        return self.participation.seance.jour


@dataclass(frozen=True)
class Heures:
    """Les heures d'une période, en minutes. `sans_emargement` : validées, d'une action qui ne se signe pas."""

    lignes: list[LigneHeures]
    signees: int
    validees: int
    sans_emargement: int

    @property
    def manquent(self) -> int:
        """Validées, à signer, et pas encore signées."""
        return self.validees - self.signees - self.sans_emargement


def heures_de(dossier: Dossier, du: date | None = None, au: date | None = None) -> Heures:
    """Les heures réalisées du dossier entre ces deux jours, inclus. Deux requêtes."""
    participations = _tenues(dossier, du, au)
    signes = _signes(participations)
    lignes = [_ligne(participation, signes.get(participation.pk, set())) for participation in participations]
    sans = [li for li in lignes if not li.participation.seance.action.is_emargee_beneficiaire]
    return Heures(
        lignes,
        signees=sum(ligne.signees for ligne in lignes),
        validees=sum(ligne.validees for ligne in lignes),
        sans_emargement=sum(ligne.validees - ligne.signees for ligne in sans),
    )


def borner(lignes: Any, champ: str, du: date | None, au: date | None) -> Any:
    """Les lignes dont `champ` (un instant) tombe entre ces deux jours, inclus."""
    fuseau = timezone.get_current_timezone()
    if du:
        lignes = lignes.filter(**{f"{champ}__gte": datetime.combine(du, time.min, fuseau)})
    if au:
        lignes = lignes.filter(**{f"{champ}__lte": datetime.combine(au, time.max, fuseau)})
    return lignes


def _tenues(dossier: Dossier, du: date | None, au: date | None) -> list[Participation]:
    presentes = Participation.objects.filter(
        dossier=dossier, presence=Presence.PRESENT, seance__etat=EtatSeance.REALISEE
    )
    presentes = borner(presentes, "seance__debut", du, au)
    return list(presentes.select_related("seance__action").order_by("seance__debut", "pk"))


def _signes(participations: Iterable[Participation]) -> dict[int, set[str]]:
    signes: dict[int, set[str]] = {}
    sceaux = Sceau.objects.filter(participation__in=[p.pk for p in participations]).en_vigueur().order_by("pk")
    for pk, demi_journee in sceaux.values_list("participation_id", "demi_journee"):
        signes.setdefault(pk, set()).add(demi_journee)
    return signes


def _ligne(participation: Participation, signes: set[str]) -> LigneHeures:
    comptees = participation.minutes_comptees
    return LigneHeures(
        participation, minutes_signees(moments_de(participation.seance), signes, comptees), comptees
    )
