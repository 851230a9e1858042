"""Lire d'avance ce que beaucoup d'objets demanderont un par un."""

from typing import Any

from django.db import models


def lues_d_avance(objet: models.Model, relation: str) -> list[Any] | None:
    """Les lignes de cette relation si elles ont été préchargées, None sinon. Aucune requête."""
    lues = getattr(objet, "_prefetched_objects_cache", {}).get(relation)
    return None if lues is None else list(lues)
