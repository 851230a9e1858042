"""Ce que les pièces plus hautes apprennent à la recherche : où chercher."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class Resultat:
    """Une ligne trouvée. `exact` : la saisie est son numéro (dossier, SIRET) ; elle passe avant tout le reste."""

    titre: str
    detail: str
    url: str
    exact: bool = False


@dataclass(frozen=True)
class SourceRecherche:
    """Une sorte de choses que l'on cherche.

    - `chercher(q, utilisateur, limite)` rend au plus `limite` résultats, par la porte de lecture de la pièce ;
      `q` a deux lettres ou chiffres utiles, sans caractère de contrôle.
    - `droit` : sans lui, la source n'est pas interrogée ; None pour toute personne connectée.
    - `url_liste` : nom de la liste qui montre tout (elle reçoit `?q=`), ou vide.
    - `approcher(utilisateur)` : les lignes visibles où chercher une faute de frappe quand rien ne correspond ;
      leur modèle porte un `ChampTexteRecherche` nommé `texte_recherche`. None : la source ne corrige pas.
    """

    code: str
    libelle: str
    icone: str
    chercher: Callable[[str, Any, int], list[Resultat]]
    droit: str | None = None
    ordre: int = 0
    url_liste: str = ""
    approcher: Callable[[Any], QuerySet] | None = None


SOURCES: Registre[SourceRecherche] = Registre("sources de la recherche")
