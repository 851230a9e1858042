"""Les actes de l'émargement : un acte, une fonction, une transaction (règle 2)."""

from .annulation import annuler_participation, annuler_seance, annuler_signature
from .effacement import effacer_contenu
from .signature import enregistrer_papier, signer

__all__ = [
    "annuler_participation",
    "annuler_seance",
    "annuler_signature",
    "effacer_contenu",
    "enregistrer_papier",
    "signer",
]
