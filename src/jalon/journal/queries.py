"""Lectures du journal."""

from django.db import models

from .models import Entree

HISTORIQUE_MAX = 50


def historique(sujet: models.Model, limite: int = HISTORIQUE_MAX) -> list[Entree]:
    """Les dernières entrées d'une fiche, la plus récente d'abord. Une requête."""
    return list(Entree.objects.du_sujet(sujet)[:limite])


def derniers_changements(sujet: models.Model, nombre: int) -> dict[str, Entree]:
    """Par champ, l'entrée la plus récente qui l'a changé parmi les `nombre` dernières de la fiche.

    Une requête ; aucune si `nombre` est nul ou négatif.
    """
    entrees = historique(sujet, nombre) if nombre > 0 else []
    return {changement["champ"]: entree for entree in reversed(entrees) for changement in entree.changements}
