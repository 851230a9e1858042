"""Démonstration : le produit tel quel, en http simple, avec des comptes et des données inventés."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import DONNEES

MODE_DEMONSTRATION = True
ALLOWED_HOSTS = ["*"]


def _cle_secrete() -> str:
    """La clé vit dans le dossier de données, créée au premier démarrage, lisible du seul propriétaire."""
    DONNEES.mkdir(parents=True, exist_ok=True)
    fichier = DONNEES / "cle-secrete"
    if not fichier.exists():
        fichier.touch(mode=0o600)
        fichier.write_text(get_random_secret_key())
    return fichier.read_text().strip()


SECRET_KEY = _cle_secrete()
