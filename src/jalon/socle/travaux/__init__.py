"""Travaux longs : demandés par une personne, faits en tâche de fond, repris d'où l'on veut.

Une pièce inscrit une `FonctionTravail` dans `FONCTIONS` (au démarrage), puis un acte appelle
`lancer_travail(par=…, libelle=…, fonction="code", parametres={…})`.
"""

from .operations import annuler_travail, lancer_travail, purger_travaux, reprendre_travail
from .registre import FONCTIONS, FonctionTravail, Suivi, TravailAnnule

__all__ = [
    "FONCTIONS",
    "FonctionTravail",
    "Suivi",
    "TravailAnnule",
    "annuler_travail",
    "lancer_travail",
    "purger_travaux",
    "reprendre_travail",
]
