"""Les actes sur les comptes : le seul endroit qui écrit."""

from .equipes import basculer_equipe, creer_equipe, modifier_equipe, supprimer_equipe
from .invitations import (
    accepter_invitation,
    inviter_utilisateur,
    redonner_acces,
    renvoyer_invitation,
    revoquer_invitation,
)
from .profils import basculer_profil, dupliquer_profil, modifier_profil, supprimer_profil
from .sessions import fermer_autres_sessions, fermer_session, noter_activite, noter_mot_de_passe
from .utilisateurs import creer_utilisateur, desactiver_utilisateur, modifier_utilisateur, reactiver_utilisateur

__all__ = [
    "accepter_invitation",
    "basculer_equipe",
    "basculer_profil",
    "creer_equipe",
    "creer_utilisateur",
    "desactiver_utilisateur",
    "dupliquer_profil",
    "fermer_autres_sessions",
    "fermer_session",
    "inviter_utilisateur",
    "modifier_equipe",
    "modifier_profil",
    "modifier_utilisateur",
    "noter_activite",
    "noter_mot_de_passe",
    "reactiver_utilisateur",
    "redonner_acces",
    "renvoyer_invitation",
    "revoquer_invitation",
    "supprimer_equipe",
    "supprimer_profil",
]
