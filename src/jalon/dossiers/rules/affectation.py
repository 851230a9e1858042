"""Qui prend d'office le dossier qu'il ouvre (domaine, « Dossier »). Pur."""

from jalon.comptes.enums import ProfilLivre

D_OFFICE = {ProfilLivre.CONSEILLER: "conseiller", ProfilLivre.GESTIONNAIRE: "gestionnaire"}


def affectation_d_office(origine: str) -> str | None:
    """Le rôle que l'auteur prend, d'après le profil livré dont le sien vient : « conseiller », ou None."""
    return D_OFFICE.get(origine)
