"""Liens personnels et QR code de salle : ce qu'ils valent, combien de temps, et qui l'on y montre."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from ..enums import EtatLien

VALIDITE = timedelta(hours=72)  # après l'envoi, ou après la fin de la séance si elle est à venir
SALLE_APRES = timedelta(minutes=30)  # après sa fin : au-delà, un lien personnel


def expiration_lien(maintenant: datetime, *, fin: datetime, ferme_apres: timedelta) -> datetime | None:
    """Quand un lien envoyé maintenant cesse de valoir : jamais après la fenêtre de signature (EM-07).

    `fin` : celle du moment à signer. None quand la fenêtre est déjà passée.
    """
    limite = fin + ferme_apres
    return min(max(maintenant, fin) + VALIDITE, limite) if maintenant < limite else None


def expiration_salle(fin: datetime) -> datetime:
    """Le QR code d'une salle vaut le temps de la séance, et une demi-heure après."""
    return fin + SALLE_APRES


def refus_ouvrir_salle(maintenant: datetime, *, debut: datetime, fin: datetime, avant: timedelta) -> str | None:
    """La phrase si le QR code ne s'ouvre pas à cette heure, ou None. `avant` : ce que la fenêtre laisse."""
    if maintenant < debut - avant:
        return f"Le QR code s’ouvre le {debut - avant:%d/%m/%Y à %H:%M}."
    if maintenant >= expiration_salle(fin):
        return "La séance est finie : envoyez un lien personnel à qui n’a pas signé."
    return None


def is_valable(
    maintenant: datetime, *, expire_at: datetime, utilise_at: datetime | None, revoque_at: datetime | None
) -> bool:
    """Dit si un lien permet encore de signer."""
    return utilise_at is None and revoque_at is None and maintenant < expire_at


def etat_lien(
    maintenant: datetime,
    *,
    expire_at: datetime,
    utilise_at: datetime | None,
    revoque_at: datetime | None,
    is_remis: bool | None,
) -> EtatLien:
    """Où en est un lien. `is_remis` : le courriel est parti ; None tant qu'on ne le sait pas."""
    if utilise_at:
        return EtatLien.SIGNE
    if revoque_at:
        return EtatLien.REVOQUE
    if is_remis is False:
        return EtatLien.NON_REMIS
    return EtatLien.EN_ATTENTE if maintenant < expire_at else EtatLien.EXPIRE


def noms_courts(personnes: Iterable[tuple[str, str]]) -> list[str]:
    """« Claire M. » : le prénom et l'initiale, rien de plus, dans l'ordre reçu.

    Deux homonymes se départagent par les lettres suivantes (« Claire Mar. »), trois au plus, puis par un rang.
    """
    lues = [(prenom.strip(), nom.strip()) for prenom, nom in personnes]
    noms = [_court(*lue, 1) for lue in lues]
    for lettres in (2, 3):
        repetes = {nom for nom, fois in Counter(noms).items() if fois > 1}
        noms = [_court(*lue, lettres) if nom in repetes else nom for lue, nom in zip(lues, noms, strict=True)]
    return _numeroter(noms)


def _court(prenom: str, nom: str, lettres: int) -> str:
    initiale = nom[:lettres].capitalize()
    return f"{prenom} {initiale}." if initiale else prenom


def _numeroter(noms: Sequence[str]) -> list[str]:
    fois, vus, rendus = Counter(noms), Counter(), []
    for nom in noms:
        vus[nom] += 1
        rendus.append(f"{nom} ({vus[nom]})" if fois[nom] > 1 else nom)
    return rendus
