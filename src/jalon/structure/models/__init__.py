"""La maison elle-même : réglages, régimes de TVA, centres, lieux, ressources, horaires et fermetures."""

from .centre import Centre, Lieu, Ressource
from .ouverture import Fermeture, PlageOuverture
from .reglages import Logo, RegimeTva, Reglages

__all__ = ["Centre", "Fermeture", "Lieu", "Logo", "PlageOuverture", "RegimeTva", "Reglages", "Ressource"]
