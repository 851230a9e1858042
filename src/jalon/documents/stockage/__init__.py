"""Où vivent les fichiers : un magasin adressé par contenu, local ou compatible S3."""

from functools import cache

from django.conf import settings

from .base import Magasin, Objet
from .local import MagasinLocal

__all__ = ["Magasin", "MagasinLocal", "Objet", "magasin"]


@cache
def _ouvrir(adresse: str, dossier: str) -> Magasin:
    if adresse.startswith("s3://"):
        from .s3 import ouvrir_s3  # dépendance facultative : seulement pour qui la choisit

        return ouvrir_s3(adresse)
    return MagasinLocal(dossier)


def magasin() -> Magasin:
    """Le magasin que disent les réglages : `JALON_FICHIERS` (« s3://seau/dossier »), ou le dossier des données."""
    return _ouvrir(settings.FICHIERS, str(settings.MEDIA_ROOT / "documents"))
