"""Les actes sur les comptes : le seul endroit qui écrit."""

from .equipes import creer_equipe
from .utilisateurs import creer_utilisateur

__all__ = ["creer_equipe", "creer_utilisateur"]
