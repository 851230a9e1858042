"""Ranger une liste : l'ordre demandé d'abord, puis ce que la demande ne connaissait pas. Pur."""

from collections.abc import Iterable, Sequence


def ranger(actuel: Sequence[int], demande: Iterable[int]) -> list[int]:
    """L'ordre nouveau. Les clés inconnues sont ignorées ; celles ajoutées entre-temps restent à la fin."""
    connus = set(actuel)
    voulu = [cle for cle in dict.fromkeys(demande) if cle in connus]
    return voulu + [cle for cle in actuel if cle not in set(voulu)]


def deplacer(actuel: Sequence[int], cle: int, sens: str) -> list[int]:
    """Échange une clé avec sa voisine (« haut » ou « bas ») ; au bord ou inconnue, rien ne bouge."""
    ordre = list(actuel)
    if cle not in ordre:
        return ordre
    ici = ordre.index(cle)
    la = ici + (-1 if sens == "haut" else 1)
    if 0 <= la < len(ordre):
        ordre[ici], ordre[la] = ordre[la], ordre[ici]
    return ordre
