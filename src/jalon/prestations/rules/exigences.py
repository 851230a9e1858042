"""Les exigences d'une version : rangées par porte, comparées d'une version à l'autre. Pur."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..enums import Porte


class Ecarts(NamedTuple):
    """Ce qu'une version exige de plus et de moins qu'une autre : des phrases courtes."""

    en_plus: list[str]
    en_moins: list[str]

    def __bool__(self) -> bool:
        return bool(self.en_plus or self.en_moins)


def par_porte(exigences: Iterable[tuple[str, str]]) -> dict[Porte, list[str]]:
    """Les libellés exigés par porte, dans l'ordre reçu et sans répétition ; chaque porte est présente."""
    rangees: dict[Porte, dict[str, None]] = {porte: {} for porte in Porte}
    for libelle, porte in exigences:
        rangees[Porte(porte)][libelle] = None
    return {porte: list(libelles) for porte, libelles in rangees.items()}


def comparer_exigences(avant: Mapping[str, str], apres: Mapping[str, str]) -> Ecarts:
    """Compare deux jeux {libellé: porte}. Une exigence qui change de porte est en plus et en moins."""
    return Ecarts(_absents(apres, avant), _absents(avant, apres))


def _absents(ceux_ci: Mapping[str, str], de_la: Mapping[str, str]) -> list[str]:
    return [
        f"{libelle} ({Porte(porte).label.lower()})"
        for libelle, porte in ceux_ci.items()
        if de_la.get(libelle) != porte
    ]
