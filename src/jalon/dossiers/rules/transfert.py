"""Transférer les dossiers d'un collègue : à qui, en quel rôle (domaine, « Structure, comptes »). Pur."""

from collections.abc import Collection

from ..enums import MotifAcces

ROLES = (MotifAcces.CONSEILLER, MotifAcces.GESTIONNAIRE)


def refus_transfert(
    *, is_le_meme: bool, is_actif: bool, can_lire: bool, roles: Collection[str]
) -> tuple[str, str] | None:
    """(champ, phrase) du refus, ou None. Les faits sont ceux du collègue qui reçoit."""
    if not set(roles) & set(ROLES):
        return "roles", "Choisissez au moins un rôle."
    if is_le_meme:
        return "vers", "Choisissez un autre collègue : ces dossiers sont déjà les siens."
    if not is_actif:
        return "vers", "Ce compte est désactivé : choisissez un autre collègue."
    if not can_lire:
        return "vers", "Son profil ne lui permet pas de lire les dossiers."
    return None
