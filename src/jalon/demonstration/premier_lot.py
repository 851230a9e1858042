"""Lot 1 : une maison, deux centres, son annuaire, ses conventions et 300 dossiers à tous les stades."""

from datetime import date

from . import annuaire, catalogue, conventions, dossiers, maison
from .monde import Monde
from .plans import VITRINE, Gabarit

# Onze, premier avec dix : chaque conseiller a des dossiers de chaque stade.
CONSEILLERS = (
    "conseiller", "ines.moreau", "awa.diallo", "yann.kervella", "conseiller", "thomas.guerin", "elodie.caradec",
    "awa.diallo", "linh.nguyen", "yann.kervella", "conseiller",
)  # fmt: skip
GABARIT = Gabarit(
    tranches=((60, 1, 20), (90, 21, 100), (80, 101, 220), (70, 221, 541)),
    conseillers=CONSEILLERS,
    centres=dict.fromkeys(CONSEILLERS, "rennes")
    | dict.fromkeys(("ines.moreau", "thomas.guerin", "linh.nguyen"), "nantes"),
    gestionnaires={"rennes": "gestionnaire", "nantes": "bruno.chauvet"},
    personnes=annuaire.BENEFICIAIRES,
    prestations={"BC24": 6, "CAP40": 4, "VAE24": 3, "FLE120": 2, "BUR35": 2, "CRE20": 2, "BC16": 1, "MAN21": 1},
    vitrine=VITRINE,
)


def poser(jour: date) -> None:
    """Écrit le lot ; `jour` est le jour de référence dont toutes les dates découlent."""
    monde = Monde(jour, graine="jalon-lot-1")
    for piece in (maison, catalogue, annuaire, conventions):
        piece.poser(monde)
    dossiers.poser(monde, GABARIT)
    monde.chronologie.poser()
