"""Les listes : déclarées une fois pour l'écran, le tri et l'export (règle 7).

Une pièce écrit `listes.py` : une classe `Liste`, ses `Colonne`, ses `Filtre`, ses `Vue`. Sa vue appelle
`rendre(request, LISTE)` ; son `inscrire()` appelle `LISTES.ajouter(LISTE)`. L'état est dans l'adresse :
`?q=…&statut=en_cours&tri=-entree&page=3`.
"""

from .declarations import Acte, Colonne, Vue
from .elements import Compte
from .export import TRACES_EXPORT, ExportsNotes
from .filtres import AUTOCOMPLETE, BOOLEEN, CHOIX, CHOIX_MULTIPLE, DATE, PERIODE, TEXTE, Filtre
from .liste import Liste
from .lots import ActeLot
from .page import PageListe
from .registre import LISTES
from .rendu import rendre

__all__ = [
    "AUTOCOMPLETE",
    "BOOLEEN",
    "CHOIX",
    "CHOIX_MULTIPLE",
    "DATE",
    "LISTES",
    "PERIODE",
    "TEXTE",
    "TRACES_EXPORT",
    "Acte",
    "ActeLot",
    "Colonne",
    "Compte",
    "ExportsNotes",
    "Filtre",
    "Liste",
    "PageListe",
    "Vue",
    "rendre",
]
