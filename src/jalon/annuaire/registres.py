"""Ce que les pièces plus hautes apprennent à l'annuaire."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class Suivi:
    """Une façon de suivre une personne (ses dossiers).

    `visibles(utilisateur)` et `tous()` rendent des requêtes de personnes : celles que
    l'utilisateur suit, et toutes celles qui sont suivies.
    """

    code: str
    visibles: Callable[..., QuerySet]
    tous: Callable[[], QuerySet]
    ordre: int = 0


@dataclass(frozen=True)
class OngletFiche:
    """Un onglet de la fiche d'une personne : `compter(personne, utilisateur)` donne la pastille."""

    code: str
    libelle: str
    url_name: str
    droit: str
    compter: Callable[..., int]
    ordre: int = 0


SUIVIS: Registre[Suivi] = Registre("suivis d'une personne")
ONGLETS_PERSONNE: Registre[OngletFiche] = Registre("onglets de la fiche personne")
