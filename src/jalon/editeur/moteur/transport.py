"""Ce qui passe au processus du moteur : textes, nombres, jours, listes, dictionnaires, images.

Rien d'autre : le bac à sable laisse appeler les méthodes publiques d'un objet, aucun objet ne doit donc y entrer.
"""

import base64
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

MARQUE = "__type__"


@dataclass(frozen=True)
class Image:
    """Une image à poser dans le document (logo, signature). `largeur` en millimètres."""

    contenu: bytes
    largeur: int = 35


def emballer(valeur: Any) -> Any:
    """La valeur en JSON. Lève `TypeError` en nommant le type qui n'a pas sa place dans un document."""
    if valeur is None or isinstance(valeur, bool | int | float | str):
        return _texte(valeur) if isinstance(valeur, str) else valeur
    if isinstance(valeur, dict):
        return {str(cle): emballer(v) for cle, v in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [emballer(v) for v in valeur]
    if isinstance(valeur, Decimal):
        return {MARQUE: "decimal", "v": str(valeur)}
    if isinstance(valeur, datetime | date | time):
        return {MARQUE: type(valeur).__name__, "v": valeur.isoformat()}
    if isinstance(valeur, Image):
        return {MARQUE: "image", "v": base64.b64encode(valeur.contenu).decode(), "largeur": valeur.largeur}
    raise TypeError(f"un document ne reçoit pas de {type(valeur).__name__}")


def _texte(valeur: str) -> str:
    """Sans les signes que XML interdit, ni ceux que docxtpl prend pour une mise en page."""
    return "".join(c for c in str(valeur) if c in "\n\t" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF))


def deballer(valeur: Any) -> Any:
    """L'inverse, dans le processus du moteur."""
    if isinstance(valeur, list):
        return [deballer(v) for v in valeur]
    if not isinstance(valeur, dict):
        return valeur
    genre = valeur.get(MARQUE)
    return _TYPES[genre](valeur) if genre in _TYPES else {cle: deballer(v) for cle, v in valeur.items()}


_TYPES = {
    "decimal": lambda v: Decimal(v["v"]),
    "date": lambda v: date.fromisoformat(v["v"]),
    "datetime": lambda v: datetime.fromisoformat(v["v"]),
    "time": lambda v: time.fromisoformat(v["v"]),
    "image": lambda v: Image(base64.b64decode(v["v"]), v["largeur"]),
}
