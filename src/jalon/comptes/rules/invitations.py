"""Le lien d'invitation : sa durée, son jeton, ce qu'on en garde."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

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
