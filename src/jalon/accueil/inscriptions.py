"""Ce que l'accueil inscrit : son entrée de navigation et ses premiers blocs."""

from jalon.ui.navigation import NAVIGATION, EntreeNavigation

from . import controles, seances
from .registres import SOURCES_ACCUEIL
from .sources import SOURCES


def inscrire() -> None:
    """Appelée au démarrage."""
    NAVIGATION.ajouter(EntreeNavigation("accueil", "Accueil", "accueil:accueil", "home", ordre=0))
    for source in (*seances.SOURCES, controles.SOURCE, *SOURCES):
        SOURCES_ACCUEIL.ajouter(source)
