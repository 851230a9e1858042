"""Décisions sur les comptes : pures, sans requête ni horloge."""

from .administration import ADMINISTRER, refus_administration
from .droits import actes_en_mots, droits_effectifs, droits_en_mots, zones_en_mots
from .invitations import DUREE, etat_compte, expiration
from .perimetres import agendas_en_phrases, dossiers_en_phrases, effet_equipe, refus_agendas
from .profils import composer, droits_changes, matrice, niveau_de, provenances, refus_droits
from .sessions import navigateur_en_mots

__all__ = [
    "ADMINISTRER",
    "DUREE",
    "actes_en_mots",
    "agendas_en_phrases",
    "composer",
    "dossiers_en_phrases",
    "droits_changes",
    "droits_effectifs",
    "droits_en_mots",
    "effet_equipe",
    "etat_compte",
    "expiration",
    "matrice",
    "navigateur_en_mots",
    "niveau_de",
    "provenances",
    "refus_administration",
    "refus_agendas",
    "refus_droits",
    "zones_en_mots",
]
