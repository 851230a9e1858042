"""Les actes des documents : un acte, une fonction, une transaction (règle 2)."""

from .ajout import ajouter_document
from .corbeille import restaurer_document, supprimer_document
from .entretien import retirer_orphelins
from .messages import classer_message
from .modification import modifier_document, remplacer_document

__all__ = [
    "ajouter_document",
    "classer_message",
    "modifier_document",
    "remplacer_document",
    "restaurer_document",
    "retirer_orphelins",
    "supprimer_document",
]
