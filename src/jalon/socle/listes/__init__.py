"""Les listes : déclarées une fois pour l'écran, le tri et l'export (règle 7).

Une pièce écrit `listes.py` : une classe `Liste`, ses `Colonne`, ses `Filtre`, ses `Vue`. Sa vue appelle
`rendre(request, LISTE)`. L'état est dans l'adresse : `?q=…&statut=en_cours&tri=-entree&page=3`.
"""

from .declarations import Acte, Colonne, Vue
from .elements import Compte
from .filtres import AUTOCOMPLETE, BOOLEEN, CHOIX, CHOIX_MULTIPLE, DATE, PERIODE, Filtre
from .liste import Liste
from .page import PageListe
from .rendu import rendre

__all__ = [
    "AUTOCOMPLETE",
    "BOOLEEN",
    "CHOIX",
    "CHOIX_MULTIPLE",
    "DATE",
    "PERIODE",
    "Acte",
    "Colonne",
    "Compte",
    "Filtre",
    "Liste",
    "PageListe",
    "Vue",
    "rendre",
]
