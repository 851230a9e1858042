"""Lectures de l'annuaire."""

from .models import Personne
from .registres import SUIVIS


def details_visibles(personne: Personne, utilisateur) -> bool:
    """Dit si l'utilisateur voit coordonnées, naissance, situation et commentaire de cette personne.

    Oui s'il suit un de ses dossiers, ou si personne n'en suit (domaine, « What one sees outside one's
    perimeter »). Deux requêtes au plus par suivi inscrit.
    """
    for suivi in SUIVIS:
        if suivi.visibles(utilisateur).filter(pk=personne.pk).exists():
            return True
    return not any(suivi.tous().filter(pk=personne.pk).exists() for suivi in SUIVIS)
