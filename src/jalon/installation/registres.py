"""Les étapes du premier démarrage."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class Etape:
    """Une étape : elle se fait sur un écran d'Admin.

    `ecran` : code dans `ECRANS_ADMIN` ; une étape dont l'écran n'est pas inscrit ne se montre pas.
    `faits` : rend une requête ; l'étape est faite dès qu'elle trouve une ligne.
    """

    code: str
    libelle: str
    phrase: str
    ecran: str
    faits: Callable[[], QuerySet]
    bouton: str
    ordre: int = 0


ETAPES: Registre[Etape] = Registre("étapes du premier démarrage")
