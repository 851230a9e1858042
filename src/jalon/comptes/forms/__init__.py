"""Les formulaires des comptes."""

from .acces import DesactivationForm, MotDePasseOublieForm
from .utilisateur import UtilisateurForm

__all__ = ["DesactivationForm", "MotDePasseOublieForm", "UtilisateurForm"]
