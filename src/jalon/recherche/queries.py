"""Interroger toutes les sources permises, et ranger ce qu'elles trouvent."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from jalon.socle.recherche_proche import meilleures, saisies_proches

from .registres import SOURCES, Resultat, SourceRecherche

PROPOSITIONS_MAX = 3


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
    groupes = [groupe for source in _permises(utilisateur) if (groupe := _groupe(source, q, utilisateur, limite))]
    return sorted(_sans_double(groupes), key=lambda groupe: not groupe.is_exact)


def _permises(utilisateur: Any) -> list[SourceRecherche]:
    return [s for s in SOURCES if s.droit is None or utilisateur.a_le_droit(s.droit)]


def _sans_double(groupes: list[Groupe]) -> list[Groupe]:
    """Une même page ne se propose qu'une fois : la première source qui la trouve la garde."""
    vues: set[str] = set()
    gardes = []
    for groupe in groupes:
        neufs = [r for r in groupe.resultats if r.url not in vues]
        vues |= {r.url for r in neufs}
        if neufs:
            gardes.append(replace(groupe, resultats=neufs))
    return gardes


def vouliez_vous_dire(q: str, utilisateur: Any) -> list[str]:
    """Trois saisies au plus, corrigées d'une lettre, qui trouvent quelque chose que la personne peut voir.

    Une requête par source et par mot corrigeable : à n'appeler que si rien ne correspond.
    """
    comptes: Counter[str] = Counter()
    for source in _permises(utilisateur):
        if source.approcher:
            comptes += saisies_proches(source.approcher(utilisateur), "texte_recherche", q)
    return meilleures(comptes, q, PROPOSITIONS_MAX)


def _groupe(source: SourceRecherche, q: str, utilisateur: Any, limite: int) -> Groupe | None:
    trouves = source.chercher(q, utilisateur, limite + 1)
    if not trouves:
        return None
    ranges = sorted(trouves, key=lambda resultat: not resultat.exact)
    groupe = Groupe(source, ranges[:limite], suite=len(ranges) > limite)
    if groupe.suite and source.url_liste:
        groupe = replace(groupe, url_suite=f"{reverse(source.url_liste)}?{urlencode({'q': q})}")
    return groupe
