"""Le lien d'invitation : sa durée, et l'état qu'il donne à un compte."""

from datetime import datetime, timedelta

from ..enums import EtatCompte

DUREE = timedelta(days=7)


def expiration(maintenant: datetime) -> datetime:
    return maintenant + DUREE


def etat_compte(
    *, is_active: bool, is_ouvert: bool, expire_at: datetime | None, maintenant: datetime
) -> EtatCompte:
    """Où en est un compte. `is_ouvert` : mot de passe choisi ; `expire_at` : fin de l'invitation ouverte."""
    if not is_active:
        return EtatCompte.DESACTIVE
    if is_ouvert:
        return EtatCompte.ACTIF
    if expire_at is None:
        return EtatCompte.A_INVITER
    return EtatCompte.INVITE if expire_at > maintenant else EtatCompte.A_RELANCER
