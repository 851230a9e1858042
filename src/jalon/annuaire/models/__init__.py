"""L'annuaire : personnes, sociétés, et ce qui les lie."""

from .doublon import DoublonPersonne, DoublonSociete
from .etiquette import Etiquette
from .personne import Personne, RoleDePersonne
from .photo import Photo
from .rattachement import Rattachement
from .societe import Societe, TypeDeSociete

__all__ = [
    "DoublonPersonne",
    "DoublonSociete",
    "Etiquette",
    "Personne",
    "Photo",
    "Rattachement",
    "RoleDePersonne",
    "Societe",
    "TypeDeSociete",
]
