"""Les actes sur les comptes : le seul endroit qui écrit."""

from .equipes import creer_equipe
from .invitations import (
    accepter_invitation,
    inviter_utilisateur,
    redonner_acces,
    renvoyer_invitation,
    revoquer_invitation,
)
from .sessions import fermer_autres_sessions, fermer_session, noter_activite, noter_mot_de_passe
from .utilisateurs import creer_utilisateur, desactiver_utilisateur, modifier_utilisateur, reactiver_utilisateur

__all__ = [
    "accepter_invitation",
    "creer_equipe",
    "creer_utilisateur",
    "desactiver_utilisateur",
    "fermer_autres_sessions",
    "fermer_session",
    "inviter_utilisateur",
    "modifier_utilisateur",
    "noter_activite",
    "noter_mot_de_passe",
    "reactiver_utilisateur",
    "redonner_acces",
    "renvoyer_invitation",
    "revoquer_invitation",
]
