"""Le bloc « Premier démarrage » de l'accueil : il reste tant qu'une étape n'est ni faite ni passée."""

from typing import Any

from jalon.accueil.registres import PRINCIPALE, SourceAccueil

from .queries import ADMINISTRER, avancement, etapes_de


def _contexte(utilisateur: Any, portee: Any) -> dict[str, Any] | None:
    donnees = avancement(etapes_de(utilisateur))
    return donnees if donnees["prochaine"] else None


SOURCE = SourceAccueil(
    "premier_demarrage",
    "Premier démarrage",
    "installation/accueil.html",
    _contexte,
    ADMINISTRER,
    PRINCIPALE,
    ordre=0,
)
