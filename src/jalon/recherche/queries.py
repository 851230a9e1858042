"""Interroger toutes les sources permises, et ranger ce qu'elles trouvent."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from .registres import SOURCES, Resultat, SourceRecherche


@dataclass(frozen=True)
class Groupe:
    """Ce qu'une source a trouvé ; `suite` : il y en a d'autres, et `url_suite` les montre (ou rien)."""

    source: SourceRecherche
    resultats: list[Resultat]
    suite: bool = False
    url_suite: str = ""

    @property
    def is_exact(self) -> bool:
        return any(resultat.exact for resultat in self.resultats)


def chercher_partout(q: str, utilisateur: Any, limite: int) -> list[Groupe]:
    """Les groupes non vides, `limite` résultats chacun ; celui qui tient le numéro exact vient le premier."""
    permises = [s for s in SOURCES if s.droit is None or utilisateur.a_le_droit(s.droit)]
    groupes = [groupe for source in permises if (groupe := _groupe(source, q, utilisateur, limite))]
    return sorted(groupes, key=lambda groupe: not groupe.is_exact)


def _groupe(source: SourceRecherche, q: str, utilisateur: Any, limite: int) -> Groupe | None:
    trouves = source.chercher(q, utilisateur, limite + 1)
    if not trouves:
        return None
    ranges = sorted(trouves, key=lambda resultat: not resultat.exact)
    groupe = Groupe(source, ranges[:limite], suite=len(ranges) > limite)
    if groupe.suite and source.url_liste:
        groupe = replace(groupe, url_suite=f"{reverse(source.url_liste)}?{urlencode({'q': q})}")
    return groupe
