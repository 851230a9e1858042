"""Décisions sur les comptes : pures, sans requête ni horloge."""

from .administration import ADMINISTRER, refus_administration
from .droits import actes_en_mots, droits_effectifs, zones_en_mots

__all__ = ["ADMINISTRER", "actes_en_mots", "droits_effectifs", "refus_administration", "zones_en_mots"]
