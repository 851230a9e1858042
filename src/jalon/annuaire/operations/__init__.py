"""Les actes de l'annuaire : les seuls écrits de la pièce."""

from .archivage import archiver_fiche, desarchiver_fiche, supprimer_fiche
from .comptes import lier_compte
from .etiquettes import creer_etiquette
from .personnes import ajouter_role, creer_personne, modifier_personne
from .photos import changer_photo, retirer_photo
from .rattachements import creer_contact, modifier_rattachement, rattacher, retirer_rattachement
from .societes import creer_societe, modifier_societe

__all__ = [
    "creer_contact",
    "ajouter_role",
    "archiver_fiche",
    "changer_photo",
    "creer_etiquette",
    "creer_personne",
    "creer_societe",
    "desarchiver_fiche",
    "lier_compte",
    "modifier_personne",
    "modifier_rattachement",
    "modifier_societe",
    "rattacher",
    "retirer_photo",
    "retirer_rattachement",
    "supprimer_fiche",
]
