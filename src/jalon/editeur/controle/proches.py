"""Le nom juste le plus proche d'un nom faux. Fonctions pures."""

from collections.abc import Iterable
from difflib import SequenceMatcher

SEUIL = 0.6  # de 0 (rien de commun) à 1 (le même)


def plus_proche(nom: str, parmi: Iterable[str]) -> str:
    """Celui qui ressemble le plus, ou une chaîne vide ; l'ordre alphabétique départage."""
    notes = sorted((-_ressemblance(nom, juste), juste) for juste in parmi)
    return notes[0][1] if notes and -notes[0][0] >= SEUIL else ""


def _ressemblance(faux: str, juste: str) -> float:
    """La ressemblance des deux noms entiers, ou de leur dernière partie quand la famille diffère."""
    entiers = SequenceMatcher(None, faux.lower(), juste.lower()).ratio()
    fins = SequenceMatcher(None, faux.rpartition(".")[2].lower(), juste.rpartition(".")[2].lower()).ratio()
    return max(entiers, fins * 0.9)
