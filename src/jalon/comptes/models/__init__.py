"""Utilisateurs, invitations, profils (droits) et équipes (collègues)."""

from .equipe import Equipe, Membre
from .invitation import Invitation
from .profil import Profil
from .utilisateur import Utilisateur

__all__ = ["Equipe", "Invitation", "Membre", "Profil", "Utilisateur"]
