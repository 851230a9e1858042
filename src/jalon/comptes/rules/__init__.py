"""Décisions sur les comptes : pures, sans requête ni horloge."""

from .administration import ADMINISTRER, refus_administration
from .droits import actes_en_mots, droits_effectifs, droits_en_mots, zones_en_mots
from .invitations import DUREE, empreinte_de, etat_compte, expiration, nouveau_jeton
from .sessions import navigateur_en_mots

__all__ = [
    "ADMINISTRER",
    "DUREE",
    "actes_en_mots",
    "droits_effectifs",
    "droits_en_mots",
    "empreinte_de",
    "etat_compte",
    "expiration",
    "navigateur_en_mots",
    "nouveau_jeton",
    "refus_administration",
    "zones_en_mots",
]
