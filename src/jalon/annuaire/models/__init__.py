"""L'annuaire : personnes, sociétés, et ce qui les lie."""

from .personne import Personne, RoleDePersonne
from .rattachement import Rattachement
from .societe import Societe, TypeDeSociete

__all__ = ["Personne", "Rattachement", "RoleDePersonne", "Societe", "TypeDeSociete"]
