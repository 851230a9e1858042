"""Les actes de l'émargement : un acte, une fonction, une transaction (règle 2)."""

from .annulation import annuler_participation, annuler_seance, annuler_signature
from .effacement import effacer_contenu
from .liens import Bilan, demander_signature, demander_signatures, revoquer_lien
from .salle import fermer_salle, ouvrir_salle
from .sans_compte import LienMort, SaisieSignature, signer_en_salle, signer_par_lien
from .signature import enregistrer_papier, signer

__all__ = [
    "Bilan",
    "LienMort",
    "SaisieSignature",
    "demander_signature",
    "demander_signatures",
    "fermer_salle",
    "ouvrir_salle",
    "revoquer_lien",
    "signer_en_salle",
    "signer_par_lien",
    "annuler_participation",
    "annuler_seance",
    "annuler_signature",
    "effacer_contenu",
    "enregistrer_papier",
    "signer",
]
