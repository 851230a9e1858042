"""Qui signe, pour quel moment, et quand (domaine, « Émargement » ; EM-01, EM-07)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ..enums import DemiJournee

MIDI, COUPURE, REPRISE = time(12), time(13), time(14)
TOLERANCE = timedelta(minutes=30)  # au-delà de la fin, la signature est tardive
NOM_MAX = 200
TRAITS_MAX = 200_000  # caractères


@dataclass(frozen=True)
class Fenetre:
    """Quand une séance se signe : depuis `avant` son début, jusqu'à `apres` sa fin (EM-07)."""

    avant: timedelta = timedelta(minutes=30)
    apres: timedelta = timedelta(days=7)


@dataclass(frozen=True)
class Moment:
    """Ce pour quoi l'on signe : une demi-journée, de son début à sa fin (heures de la maison)."""

    code: str
    debut: datetime
    fin: datetime

    @property
    def minutes(self) -> int:
        return int((self.fin - self.debut).total_seconds() // 60)

    @property
    def libelle(self) -> str:
        return DemiJournee(self.code).label


def moments(debut: datetime, fin: datetime) -> list[Moment]:
    """Les demi-journées d'une séance, en heures locales : deux si elle commence avant midi et finit après 14 h.

    Elles se séparent alors à 13 h ; sinon la séance n'a qu'un moment, celui où tombe son milieu.
    """
    if debut.time() < MIDI and fin.time() > REPRISE:
        coupure = debut.replace(hour=COUPURE.hour, minute=0, second=0, microsecond=0)
        return [Moment(DemiJournee.MATIN, debut, coupure), Moment(DemiJournee.APRES_MIDI, coupure, fin)]
    milieu = debut + (fin - debut) / 2
    code = DemiJournee.MATIN if milieu.time() < COUPURE else DemiJournee.APRES_MIDI
    return [Moment(code, debut, fin)]


def refus_fenetre(moment: Moment, maintenant: datetime, fenetre: Fenetre) -> str | None:
    """La phrase si l'on signe trop tôt ou trop tard, ou None (EM-07)."""
    if maintenant < moment.debut - fenetre.avant:
        return f"La signature ouvre le {moment.debut - fenetre.avant:%d/%m/%Y à %H:%M}."
    if maintenant > moment.fin + fenetre.apres:
        return (
            f"La signature était possible jusqu’au {moment.fin + fenetre.apres:%d/%m/%Y à %H:%M} ; "
            "faites signer sur papier et enregistrez la feuille."
        )
    return None


def retard(moment: Moment, maintenant: datetime) -> int:
    """De combien de minutes la signature est tardive, comptées de la fin du moment ; 0 si elle ne l'est pas."""
    ecart = maintenant - moment.fin
    return int(ecart.total_seconds() // 60) if ecart > TOLERANCE else 0


def montrer_retard(minutes: int) -> str:
    """« 45 minutes », « 3 heures », « 2 jours » après la fin."""
    for unite, combien in (("jour", 1440), ("heure", 60), ("minute", 1)):
        if minutes >= combien:
            nombre = minutes // combien
            return f"{nombre} {unite}{'s' if nombre > 1 else ''}"
    return ""


def refus_signataire(*, is_attendu: bool, is_absent: bool, is_annulee: bool) -> str | None:
    """Pourquoi cette personne ne signe pas cette séance, ou None."""
    if is_annulee:
        return "Cette séance est annulée ou reportée : elle ne se signe pas."
    if is_absent:
        return "Cette personne est marquée absente : corrigez d’abord sa présence."
    if not is_attendu:
        return "Cette personne ne signe pas cette séance."
    return None


def refus_saisie(*, nom: str, traits: str, is_attestee: bool) -> str | None:
    """Un nom, et une signature tracée ou « j'atteste » : sans quoi il n'y a pas de signature."""
    if not nom.strip() or len(nom) > NOM_MAX:
        return "Écrivez votre nom."
    if len(traits) > TRAITS_MAX:
        return "Ce tracé est trop long : effacez et signez plus simplement."
    if not traits and not is_attestee:
        return "Signez dans le cadre, ou cochez « j’atteste » et tapez votre nom."
    return None
