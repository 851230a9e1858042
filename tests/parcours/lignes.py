"""Chaque ligne des exigences et le parcours qui la prouve (exigences, « Proof »)."""

PARCOURS: dict[str, tuple[str, ...]] = {}


def prouve(parcours: str) -> list[str]:
    """Les lignes que ce parcours prouve."""
    return [ligne for ligne, noms in PARCOURS.items() if parcours in noms]
