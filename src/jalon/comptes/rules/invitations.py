"""Le lien d'invitation : sa durée, son jeton, ce qu'on en garde."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from ..enums import EtatCompte

DUREE = timedelta(days=7)
OCTETS = 32


def nouveau_jeton() -> str:
    """Un jeton imprévisible (256 bits), à mettre dans une adresse."""
    return secrets.token_urlsafe(OCTETS)


def empreinte_de(jeton: str) -> str:
    """Ce que la base garde d'un jeton. Imprévisible, il n'a pas besoin de sel ni de lenteur."""
    return sha256(jeton.encode()).hexdigest()


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
