"""Lot 1 : une maison, deux centres, son annuaire, ses conventions et 300 dossiers à tous les stades."""

from datetime import date

from . import annuaire, catalogue, conventions, dossiers, maison
from .monde import Monde


def poser(jour: date) -> None:
    """Écrit le lot ; `jour` est le jour de référence dont toutes les dates découlent."""
    monde = Monde(jour, graine="jalon-lot-1")
    for piece in (maison, catalogue, annuaire, conventions, dossiers):
        piece.poser(monde)
    monde.chronologie.poser()
