"""Lectures qui joignent comptes, profils et équipes."""

from typing import NamedTuple

from .models import Equipe, Membre, Utilisateur
from .rules import effet_equipe


class MembreLu(NamedTuple):
    """Un compte, et ce que l'équipe lui ouvre ; `membre` vaut None pour un responsable qui n'en est pas membre."""

    compte: Utilisateur
    effet: str
    membre: Membre | None = None


def membres_de(equipe: Equipe) -> list[MembreLu]:
    """Les membres d'une équipe et ce qu'elle ouvre à chacun. Une requête."""
    lignes = Membre.objects.filter(equipe=equipe).select_related("utilisateur__profil", "utilisateur__centre")
    ordre = lignes.order_by("utilisateur__nom", "utilisateur__prenom", "pk")
    return [MembreLu(ligne.utilisateur, _effet(ligne.utilisateur), ligne) for ligne in ordre]


def responsable_de(equipe: Equipe) -> MembreLu | None:
    """Son responsable et ce qu'elle lui ouvre. Aucune requête si `responsable__profil` est lu."""
    responsable = equipe.responsable
    return MembreLu(responsable, _effet(responsable)) if responsable else None


def _effet(compte: Utilisateur) -> str:
    return effet_equipe(compte.is_active, compte.a_le_droit("dossiers.lecture"), compte.profil.perimetre_dossiers)
