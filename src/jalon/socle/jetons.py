"""Les jetons des liens sans compte : imprévisibles, jamais gardés en clair."""

import hmac
import secrets
from hashlib import sha256

OCTETS = 32


def nouveau_jeton() -> str:
    """Un jeton imprévisible (256 bits), à mettre dans une adresse."""
    return secrets.token_urlsafe(OCTETS)


def empreinte_de(jeton: str) -> str:
    """Ce que la base garde d'un jeton (SHA-256). Imprévisible, il n'a pas besoin de sel ni de lenteur."""
    return sha256(jeton.encode("utf-8", "surrogatepass")).hexdigest()


def are_egaux(un: str, autre: str) -> bool:
    """Compare deux empreintes ou deux codes en un temps qui ne dit rien de ce qui diffère."""
    return hmac.compare_digest(un.encode(), autre.encode())
