"""Ce que chaque dossier demande de séances : quelles actions, entre quels jours. Sans requête ni horloge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from jalon.dossiers.enums import Avancement
from jalon.dossiers.models import Dossier
from jalon.dossiers.rules.evenements import FaitEvenement, en_vigueur
from jalon.dossiers.rules.statut import Faits, deduire_avancement
from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import EtapeDeroule

SANS_RENDEZ_VOUS, EN_DEPASSEMENT, DEJA_PLANIFIE = 0.14, 0.07, 0.7
DUREE_PREVUE = 100  # jours, pour un dossier en cours
RECENT = 10  # jours : au-delà, tout est validé


@dataclass(frozen=True)
class Demande:
    """Une séance voulue, le jour où elle irait le mieux."""

    etape: EtapeDeroule
    jour: date


@dataclass
class Parcours:
    """Un dossier, ses jours possibles, et ce qu'il lui faut."""

    dossier: Dossier
    avancement: Avancement
    debut: date
    terme: date
    pauses: list[tuple[date, date]] = field(default_factory=list)
    demandes: list[Demande] = field(default_factory=list)
    jours: set[date] = field(default_factory=set)

    @property
    def is_vivant(self) -> bool:
        """Dit si des séances peuvent encore attendre d'être validées."""
        return self.avancement in (Avancement.EN_COURS, Avancement.PREVISIONNEL)

    def accepte(self, jour: date) -> bool:
        """Un jour du parcours, hors suspension, sans autre séance de ce dossier."""
        dehors = any(depuis <= jour < jusque for depuis, jusque in self.pauses)
        return self.debut <= jour <= self.terme and jour not in self.jours and not dehors


def tracer(
    dossier: Dossier, faits: Sequence[FaitEvenement], etapes: Sequence[EtapeDeroule], jour: date, alea: Random
) -> Parcours | None:
    """Le parcours d'un dossier d'après ses événements ; None s'il n'a pas de séance."""
    vigueur = en_vigueur(faits, jour)
    avancement, _ = deduire_avancement(Faits(vigueur))
    bornes = _bornes(avancement, vigueur, jour, alea)
    if bornes is None or not etapes:
        return None
    debut = max(bornes[0], dossier.created_at.date() + timedelta(days=1))
    if bornes[1] < debut:
        return None
    parcours = Parcours(dossier, avancement, debut, bornes[1], list(_pauses(faits)))
    parcours.demandes = _demandes(parcours, etapes, jour, alea)
    return parcours


def _bornes(avancement: Avancement, vigueur, jour: date, alea: Random) -> tuple[date, date] | None:
    """Le premier et le dernier jour possibles."""
    if avancement == Avancement.PREVISIONNEL:
        if alea.random() > DEJA_PLANIFIE:
            return None
        debut = jour + timedelta(days=alea.randint(1, 25))
        return debut, debut + timedelta(days=90)
    entree = vigueur.entree
    if entree is None:
        return None
    if avancement == Avancement.EN_COURS:
        if alea.random() < SANS_RENDEZ_VOUS:
            return entree, jour - timedelta(days=alea.randint(1, 20))
        return entree, max(entree + timedelta(days=DUREE_PREVUE), jour + timedelta(days=alea.randint(15, 75)))
    return entree, vigueur.abandon or vigueur.sortie or vigueur.suspension or jour - timedelta(days=1)


def _pauses(faits: Sequence[FaitEvenement]) -> Iterator[tuple[date, date]]:
    depuis = None
    for fait in sorted(faits, key=lambda f: f.place):
        if fait.type == TypeEvenement.SUSPENSION:
            depuis = fait.jour
        elif fait.type == TypeEvenement.REPRISE and depuis:
            yield depuis, fait.jour
            depuis = None


def _demandes(parcours: Parcours, etapes: Sequence[EtapeDeroule], jour: date, alea: Random) -> list[Demande]:
    """Le déroulé, étalé du premier au dernier jour ; ce qui ne tient pas dans le temps est laissé."""
    suite = [etape for etape in etapes for _ in range(etape.nombre_seances)]
    if parcours.avancement == Avancement.PREVISIONNEL:
        suite = suite[: alea.randint(2, 8)]
    elif alea.random() < EN_DEPASSEMENT:
        suite[-1:-1] = [max(etapes, key=lambda etape: etape.nombre_seances)] * alea.randint(3, 5)
    duree = (parcours.terme - parcours.debut).days
    possibles = max(1, duree * 4 // 5)
    if len(suite) > possibles or (parcours.avancement != Avancement.TERMINE and parcours.terme < jour):
        suite = suite[: min(possibles, max(1, len(suite) * 2 // 3))]
    pas = duree / max(1, len(suite) - 1)
    return [Demande(etape, parcours.debut + timedelta(days=round(rang * pas))) for rang, etape in enumerate(suite)]
