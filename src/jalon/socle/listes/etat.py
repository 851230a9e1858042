"""L'état d'une liste est dans son adresse : une liste filtrée se garde et se partage (A2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from jalon.socle.formats import nettoyer_texte
from jalon.socle.recherche_texte import SAISIE_MAX

from .filtres import FiltreLie, Parametres

PAGE_MAX = 1_000_000
RESERVES = ("q", "tri", "page")


@dataclass(frozen=True)
class Etat:
    """Ce que dit l'adresse, une fois écarté ce qui n'a pas de sens.

    `tri` est le code d'une colonne, précédé de « - » pour l'ordre inverse, vide pour l'ordre habituel.
    """

    q: str = ""
    filtres: Mapping[FiltreLie, Any] = field(default_factory=dict)
    tri: str = ""
    page: int = 1

    def parametres(self) -> Parametres:
        """Les paramètres, dans un ordre stable et sans ceux qui ne disent rien."""
        couples: Parametres = [("q", self.q)] if self.q else []
        for filtre, valeur in self.filtres.items():
            couples += filtre.parametres(valeur)
        couples += [("tri", self.tri)] if self.tri else []
        couples += [("page", str(self.page))] if self.page > 1 else []
        return couples

    def adresse(self, chemin: str) -> str:
        requete = urlencode(self.parametres())
        return f"{chemin}?{requete}" if requete else chemin

    def en_page(self, numero: int) -> "Etat":
        return replace(self, page=numero)

    def trie_par(self, tri: str) -> "Etat":
        return replace(self, tri=tri, page=1)

    def sans(self, filtre: FiltreLie) -> "Etat":
        """Le même état, ce filtre retiré, revenu à la première page."""
        reste = {f: valeur for f, valeur in self.filtres.items() if f is not filtre}
        return replace(self, filtres=reste, page=1)

    def sans_recherche(self) -> "Etat":
        return replace(self, q="", page=1)

    def nu(self) -> "Etat":
        """Ni recherche ni filtre ; l'ordre choisi reste."""
        return Etat(tri=self.tri)


def lire_etat(donnees: QueryDict, filtres: list[FiltreLie], tris: set[str], tri_defaut: str) -> Etat:
    """Lit l'adresse. Filtre, colonne ou page inconnus : comme s'ils n'y étaient pas."""
    valeurs = ((filtre, filtre.lire(donnees)) for filtre in filtres)
    tri = donnees.get("tri", "")
    return Etat(
        q=" ".join(nettoyer_texte(donnees.get("q", ""))[:SAISIE_MAX].split()),
        filtres={filtre: valeur for filtre, valeur in valeurs if valeur is not None},
        tri=tri if tri.removeprefix("-") in tris and tri != tri_defaut else "",
        page=_page(donnees.get("page", "")),
    )


def _page(brut: str) -> int:
    if not (brut.isascii() and brut.isdigit()):
        return 1
    return PAGE_MAX if len(brut) > 7 else max(int(brut), 1)
