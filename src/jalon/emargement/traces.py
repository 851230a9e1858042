"""Le tracé d'une signature : lu de ce que l'écran envoie, redessiné ici (jamais une image reçue)."""

import json
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from .rules.empreintes import canonique

LARGEUR, HAUTEUR, MARGE, EPAISSEUR = 600, 200, 12, 4  # pixels
TRAITS, POINTS = 200, 6000
LONGUEUR_MIN = 30  # en pixels de l'écran : un point posé par mégarde n'est pas une signature


class TraceIllisible(ValueError):
    """Ce qui est arrivé n'est pas un tracé."""


def lire_traits(texte: str) -> str:
    """Le tracé en JSON canonique : des traits, chacun une suite de [x, y, millisecondes]. Vide s'il n'y a rien.

    `texte` : ce que rend signature_pad (`toData`). Lève `TraceIllisible`.
    """
    if not texte.strip():
        return ""
    try:
        traits = [_lire_trait(trait) for trait in json.loads(texte)]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as erreur:
        raise TraceIllisible from erreur
    if len(traits) > TRAITS or sum(map(len, traits)) > POINTS:
        raise TraceIllisible
    return canonique(traits) if _longueur(traits) >= LONGUEUR_MIN else ""


def _lire_trait(trait: Any) -> list[list[int]]:
    points = [(point["x"], point["y"], point.get("time", 0)) for point in trait["points"]]
    depart = int(points[0][2]) if points else 0
    return [[round(x * 10), round(y * 10), max(int(t) - depart, 0)] for x, y, t in points]


def _longueur(traits: list[list[list[int]]]) -> float:
    """En pixels de l'écran : les points sont gardés au dixième."""
    paires = [(a, b) for trait in traits for a, b in zip(trait, trait[1:], strict=False)]
    return sum(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in paires) / 10


def dessiner(traits: str) -> bytes:
    """L'image PNG d'un tracé gardé, fond blanc ; vide sans tracé."""
    lignes = json.loads(traits) if traits else []
    points = [point for trait in lignes for point in trait]
    if not points:
        return b""
    gauche, haut = min(p[0] for p in points), min(p[1] for p in points)
    large = max(max(p[0] for p in points) - gauche, 1)
    grand = max(max(p[1] for p in points) - haut, 1)
    echelle = min((LARGEUR - 2 * MARGE) / large, (HAUTEUR - 2 * MARGE) / grand)
    image = Image.new("L", (LARGEUR, HAUTEUR), 255)
    crayon = ImageDraw.Draw(image)
    for trait in lignes:
        suite = [(MARGE + (x - gauche) * echelle, MARGE + (y - haut) * echelle) for x, y, _ in trait]
        crayon.line(suite if len(suite) > 1 else suite * 2, fill=20, width=EPAISSEUR, joint="curve")
    sortie = BytesIO()
    image.save(sortie, "PNG", optimize=True)
    return sortie.getvalue()
