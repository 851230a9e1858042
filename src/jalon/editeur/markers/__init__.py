"""Les marqueurs des pièces d'en dessous ; les pièces plus hautes inscrivent les leurs dans leur `markers.py`."""

from ..registres import Marqueur
from . import beneficiaire, conseiller, contacts, dossier, objectifs, prestation, structure

MARQUEURS_LIVRES: list[Marqueur] = [
    *beneficiaire.MARQUEURS,
    *dossier.MARQUEURS,
    *prestation.MARQUEURS,
    *objectifs.MARQUEURS,
    *contacts.MARQUEURS,
    *conseiller.MARQUEURS,
    *structure.MARQUEURS,
]
