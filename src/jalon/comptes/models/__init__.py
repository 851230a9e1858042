"""Utilisateurs, profils (droits) et équipes (collègues)."""

from .equipe import Equipe, Membre
from .profil import Profil
from .utilisateur import Utilisateur

__all__ = ["Equipe", "Membre", "Profil", "Utilisateur"]
