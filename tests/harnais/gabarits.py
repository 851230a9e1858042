"""Une variable inconnue dans un gabarit de la maison est une faute ; ceux des bibliothèques restent libres.

`{{ personne.employeur.nom }}` sans employeur n'en est pas une : le chemin passe par None, la variable existe.
"""

import sys
from pathlib import Path

from django.template import Variable, VariableDoesNotExist, engines
from django.template.base import Node

import jalon

from .fautes import signaler

MAISON = Path(jalon.__file__).parent


class Piege(str):
    """Prend la place de `string_if_invalid` : Django la formate quand une variable est introuvable."""

    def __contains__(self, _) -> bool:
        return True

    def __mod__(self, variable: Variable) -> str:
        origine, contexte = _origine_et_contexte()
        if origine and MAISON in Path(origine).parents and not _passe_par_none(variable, contexte):
            signaler(f"variable inconnue « {variable} » dans {Path(origine).relative_to(MAISON)}")
        return ""


def _origine_et_contexte() -> tuple[str, dict]:
    """Fichier du gabarit qui s'affiche, et son contexte : ceux de la balise la plus proche dans la pile."""
    cadre, contexte = sys._getframe(2), {}
    while cadre:
        contexte = contexte or cadre.f_locals.get("context") or {}
        noeud = cadre.f_locals.get("self")
        if isinstance(noeud, Node) and getattr(noeud, "origin", None):
            return noeud.origin.name, contexte
        cadre = cadre.f_back
    return "", contexte


def _passe_par_none(variable: Variable, contexte) -> bool:
    mots = variable.lookups or ()
    for rang in range(1, len(mots)):
        try:
            if Variable(".".join(mots[:rang])).resolve(contexte) is None:
                return True
        except VariableDoesNotExist:
            return False
    return False


def poser() -> None:
    """Arme le piège dans le moteur de gabarits."""
    engines["django"].engine.string_if_invalid = Piege("%s")
