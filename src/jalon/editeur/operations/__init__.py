"""Les actes de l'éditeur : un acte, une fonction, une transaction (règle 2)."""

from .depot import deposer_version
from .etat import publier_modele, remettre_modele, retirer_modele
from .modele import creer_modele, modifier_modele

__all__ = [
    "creer_modele",
    "deposer_version",
    "modifier_modele",
    "publier_modele",
    "remettre_modele",
    "retirer_modele",
]
