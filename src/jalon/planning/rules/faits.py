"""Ce que le planning dit d'un dossier : présences, dates calculées, étapes (domaine, « Dates clés »)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..enums import EtatSeance, Presence
from .heures import minutes_comptees

VIVANTES = (EtatSeance.PROGRAMMEE, EtatSeance.REALISEE)
COMPTENT = (Presence.ATTENDU, Presence.PRESENT)


@dataclass(frozen=True)
class LignePlanning:
    """Une participation réduite à ce dont les règles ont besoin ; durées en minutes."""

    jour: date
    etat: str
    presence: str
    prevues: int
    reelles: int | None = None
    is_facturable: bool = True
    is_terminale: bool = False
    etape: int | None = None
    fin: datetime | None = None

    @property
    def is_vivante(self) -> bool:
        """Attendue ou présente, dans une séance ni annulée ni reportée."""
        return self.etat in VIVANTES and self.presence in COMPTENT

    @property
    def is_presente(self) -> bool:
        return self.etat == EtatSeance.REALISEE and self.presence == Presence.PRESENT

    @property
    def is_absente(self) -> bool:
        """Absente d'une séance tenue : comptée à part, jamais parmi les annulées."""
        return self.etat == EtatSeance.REALISEE and self.presence not in COMPTENT

    @property
    def minutes(self) -> int:
        return minutes_comptees(self.etat, self.presence, self.reelles, self.prevues)


@dataclass(frozen=True)
class Bilan:
    """Tout ce que le dossier en retient ; durées en minutes."""

    attendues: int = 0
    presentes: int = 0
    premiere_presence: date | None = None
    derniere_presence: date | None = None
    minutes_presentes: int = 0
    minutes_facturables: int = 0
    minutes_programmees: int = 0
    minutes_programmees_facturables: int = 0
    minutes_annulees: int = 0
    absences: int = 0
    is_terminante_presente: bool = False
    are_etapes_faites: bool = True
    date_entree: date | None = None
    date_fin: date | None = None
    a_valider_at: datetime | None = None
    dernier_rendez_vous_at: datetime | None = None


def bilan(lignes: Iterable[LignePlanning], etapes: Mapping[int, int] | None = None) -> Bilan:
    """Résume les participations d'un dossier. `etapes` : {étape obligatoire: nombre de séances demandées}."""
    lignes = list(lignes)
    vivantes = [ligne for ligne in lignes if ligne.is_vivante]
    presentes = [ligne for ligne in lignes if ligne.is_presente]
    programmees = [ligne for ligne in lignes if ligne.etat == EtatSeance.PROGRAMMEE]
    attendues = [ligne for ligne in programmees if ligne.is_vivante]
    jours = sorted(ligne.jour for ligne in presentes)
    tous = sorted(ligne.jour for ligne in vivantes)
    return Bilan(
        attendues=len(attendues),
        presentes=len(presentes),
        premiere_presence=jours[0] if jours else None,
        derniere_presence=jours[-1] if jours else None,
        minutes_presentes=sum(ligne.minutes for ligne in presentes),
        minutes_facturables=sum(ligne.minutes for ligne in presentes if ligne.is_facturable),
        minutes_programmees=sum(ligne.prevues for ligne in attendues),
        minutes_programmees_facturables=sum(ligne.prevues for ligne in attendues if ligne.is_facturable),
        minutes_annulees=sum(ligne.prevues for ligne in lignes if ligne.etat not in VIVANTES),
        absences=sum(ligne.is_absente for ligne in lignes),
        is_terminante_presente=any(ligne.is_terminale for ligne in presentes),
        are_etapes_faites=not etapes_manquantes(presentes, etapes or {}),
        date_entree=tous[0] if tous else None,
        date_fin=tous[-1] if tous else None,
        a_valider_at=min((ligne.fin for ligne in programmees if ligne.fin), default=None),
        dernier_rendez_vous_at=max((ligne.fin for ligne in attendues if ligne.fin), default=None),
    )


@dataclass(frozen=True)
class Reste:
    """Ce qui reste à planifier des heures financées, ou ce qui les dépasse, en minutes. None : rien de financé."""

    a_planifier: int | None = None
    depasse: int = 0


def reste_a_planifier(resume: Bilan, financees: int | None) -> Reste:
    """Compare les heures facturables, réalisées et programmées, aux heures financées, en minutes."""
    if not financees:
        return Reste()
    ecart = financees - resume.minutes_facturables - resume.minutes_programmees_facturables
    return Reste(max(ecart, 0), max(-ecart, 0))


def etapes_manquantes(presentes: Iterable[LignePlanning], etapes: Mapping[int, int]) -> dict[int, int]:
    """Les étapes obligatoires auxquelles il manque des séances, et combien."""
    faites = Counter(ligne.etape for ligne in presentes if ligne.etape is not None)
    return {etape: nombre - faites[etape] for etape, nombre in etapes.items() if faites[etape] < nombre}
