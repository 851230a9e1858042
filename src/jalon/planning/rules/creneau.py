"""Le moment d'une séance : un jour, un début, une fin, dans le fuseau de la maison."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

MINUTES_MAX = 12 * 60  # au-delà, c'est une faute de frappe


class CreneauRefuse(ValueError):
    """Le créneau n'existe pas ; `champ` dit à côté de quoi l'écrire."""

    def __init__(self, message: str, champ: str) -> None:
        super().__init__(message)
        self.champ = champ


def creneau(jour: date, debut: time, fin: time, fuseau: ZoneInfo) -> tuple[datetime, datetime]:
    """Début et fin, en heures du fuseau. Une heure qui existe deux fois est la première.

    Lève `CreneauRefuse` : fin avant début (une séance ne passe pas minuit), trop longue, ou heure qui n'existe pas
    (la nuit du passage à l'heure d'été).
    """
    if fin <= debut:
        raise CreneauRefuse("La fin vient avant le début : une séance tient dans une journée.", "heure_fin")
    commence = _instant(jour, debut, fuseau, "heure_debut")
    finit = _instant(jour, fin, fuseau, "heure_fin")
    if duree_en_minutes(commence, finit) > MINUTES_MAX:
        raise CreneauRefuse("Plus de douze heures : vérifiez le début et la fin.", "heure_fin")
    return commence, finit


def duree_en_minutes(debut: datetime, fin: datetime) -> int:
    """Le temps écoulé, en minutes : la nuit d'un changement d'heure, pas l'écart que lit une horloge."""
    return int((fin.astimezone(UTC) - debut.astimezone(UTC)).total_seconds() // 60)


def refus_duree(debut: datetime, fin: datetime) -> str | None:
    """La phrase si la séance finit avant de commencer, ou dure plus de douze heures ; None sinon."""
    if fin <= debut:
        return "La fin vient avant le début."
    if duree_en_minutes(debut, fin) > MINUTES_MAX:
        return "Plus de douze heures : vérifiez le début et la fin."
    return None


def _instant(jour: date, heure: time, fuseau: ZoneInfo, champ: str) -> datetime:
    instant = datetime.combine(jour, heure, fuseau)
    if instant.astimezone(UTC).astimezone(fuseau).replace(fold=0) != instant:
        phrase = f"{heure:%H:%M} n’existe pas le {jour:%d/%m/%Y} : on passe à l’heure d’été cette nuit-là."
        raise CreneauRefuse(phrase, champ)
    return instant
