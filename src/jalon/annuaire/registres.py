"""Ce que les pièces plus hautes apprennent à l'annuaire."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from jalon.socle.listes import Filtre
from jalon.socle.registres import Registre


@dataclass(frozen=True)
class Suivi:
    """Une façon de suivre une personne (ses dossiers).

    `visibles(utilisateur)` et `tous()` : les requêtes de ce qui suit, ce que l'utilisateur en voit, et tout.
    `personne` est le champ qui y nomme la personne suivie ; il a un index, une personne à la fois s'y cherche.
    """

    code: str
    visibles: Callable[..., QuerySet]
    tous: Callable[[], QuerySet]
    personne: str
    ordre: int = 0


@dataclass(frozen=True)
class OngletFiche:
    """Un onglet d'une fiche. `compter(fiche, utilisateur)` donne la pastille, ou None.

    `guide` : sa page dans docs/guide, celle de son code par défaut.
    `montre_details` : l'onglet disparaît quand les détails de la personne ne sont pas visibles.
    """

    code: str
    libelle: str
    url_name: str
    droit: str
    compter: Callable[..., int | None] | None = None
    ordre: int = 0
    montre_details: bool = False
    guide: str = ""


FILTRES_PERSONNES: Registre[Filtre] = Registre("filtres des personnes")
SUIVIS: Registre[Suivi] = Registre("suivis d'une personne")
ONGLETS_PERSONNE: Registre[OngletFiche] = Registre("onglets de la fiche personne")
ONGLETS_SOCIETE: Registre[OngletFiche] = Registre("onglets de la fiche société")
FILTRES_SOCIETES: Registre[Filtre] = Registre("filtres des sociétés")
