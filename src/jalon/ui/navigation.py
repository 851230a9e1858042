"""Navigation principale : chaque pièce y inscrit ses entrées dans `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from jalon.socle.registres import Registre

Droit = str | Callable[[Any], bool] | None


@dataclass(frozen=True)
class EntreeNavigation:
    """Une entrée de la barre du haut.

    `droit` : code de droit, fonction de l'utilisateur, ou None (toute personne connectée).
    `prefixe` : début des adresses où l'entrée est active (l'adresse de `url_name` par défaut).
    `icone` : montrée sur téléphone. `ordre` : croissant de gauche à droite.
    """

    code: str
    libelle: str
    url_name: str
    icone: str
    droit: Droit = None
    ordre: int = 0
    prefixe: str = ""

    def est_permise(self, utilisateur: Any) -> bool:
        if self.droit is None:
            return True
        return self.droit(utilisateur) if callable(self.droit) else utilisateur.a_le_droit(self.droit)


@dataclass(frozen=True)
class Pastille:
    """Un signe du bandeau, à droite : une icône et un compte (« Mes relances : 4 dues »).

    `compter(utilisateur)` : une requête, à chaque page entière ; zéro ne montre que l'icône. `dit` : ce qui est
    compté, au singulier féminin.
    """

    code: str
    libelle: str
    url_name: str
    icone: str
    compter: Callable[[Any], int]
    dit: str
    droit: str
    ordre: int = 0


@dataclass(frozen=True)
class PastilleLue:
    """Une pastille telle que le bandeau la montre."""

    nom: str
    url: str
    icone: str
    nombre: int


@dataclass(frozen=True)
class Lien:
    """Une entrée telle que la page la montre."""

    libelle: str
    url: str
    icone: str
    actif: bool


NAVIGATION: Registre[EntreeNavigation] = Registre("navigation")
PASTILLES: Registre[Pastille] = Registre("pastilles du bandeau")


def liens_de(utilisateur: Any, chemin: str) -> list[Lien]:
    """Entrées que cette personne peut ouvrir ; une seule active, celle du plus long préfixe de `chemin`."""
    permises = [(e, reverse(e.url_name)) for e in NAVIGATION if e.est_permise(utilisateur)]
    prefixes = {e.code: e.prefixe or url for e, url in permises}
    actives = [code for code, prefixe in prefixes.items() if _couvre(prefixe, chemin)]
    active = max(actives, key=lambda code: len(prefixes[code]), default=None)
    return [Lien(e.libelle, url, e.icone, e.code == active) for e, url in permises]


def _couvre(prefixe: str, chemin: str) -> bool:
    return chemin == prefixe if prefixe == "/" else chemin.startswith(prefixe)


def pastilles_de(utilisateur: Any) -> list[PastilleLue]:
    """Les pastilles permises à cette personne. Une requête chacune."""
    return [_lire(p, utilisateur) for p in PASTILLES if utilisateur.a_le_droit(p.droit)]


def _lire(pastille: Pastille, utilisateur: Any) -> PastilleLue:
    nombre = pastille.compter(utilisateur)
    suite = f" : {nombre} {pastille.dit}{'s' if nombre > 1 else ''}" if nombre else ""
    return PastilleLue(f"{pastille.libelle}{suite}", reverse(pastille.url_name), pastille.icone, nombre)
