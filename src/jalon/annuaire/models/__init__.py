"""L'annuaire : personnes, sociétés, et ce qui les lie."""

from .etiquette import Etiquette
from .personne import Personne, RoleDePersonne
from .photo import Photo
from .rattachement import Rattachement
from .societe import Societe, TypeDeSociete

__all__ = ["Etiquette", "Personne", "Photo", "Rattachement", "RoleDePersonne", "Societe", "TypeDeSociete"]
