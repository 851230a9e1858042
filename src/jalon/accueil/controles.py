"""Le bloc « À contrôler » : ce que les autres blocs de l'accueil ne disent pas déjà."""

from typing import Any

from jalon.dossiers.controles import controles_de

from .enums import Portee
from .registres import COTE, SourceAccueil

DITS_AILLEURS = ("incomplets", "seances_a_valider", "en_cours_sans_rendez_vous")


def _controles(utilisateur: Any, portee: Portee) -> dict[str, Any] | None:
    """Les vues de contrôle qui trouvent des dossiers ; une requête par vue."""
    is_miens = portee == Portee.MOI
    lus = [c for c in controles_de(utilisateur, is_miens=is_miens, sauf=DITS_AILLEURS) if c.compte.nombre]
    return {"controles": lus} if lus else None


SOURCE = SourceAccueil(
    "controles", "À contrôler", "accueil/sources/controles.html", _controles, "dossiers.lecture", COTE, ordre=28
)
