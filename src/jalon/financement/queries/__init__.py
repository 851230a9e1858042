"""Lectures du financement : conventions et ce qui en reste, financement d'un dossier."""

from .convenance import Besoin, actives_d_abord, convention_pour, par_convenance
from .dossier import TvaLue, financement_de, jour_du_dossier, tva_du_dossier
from .engagement import Reste, derniere_cloture, financements_visibles, reste_de, reste_sans, with_engagement
from .memos import nombre_memos

__all__ = [
    "Besoin",
    "Reste",
    "TvaLue",
    "actives_d_abord",
    "convention_pour",
    "derniere_cloture",
    "financement_de",
    "financements_visibles",
    "jour_du_dossier",
    "nombre_memos",
    "par_convenance",
    "reste_de",
    "reste_sans",
    "tva_du_dossier",
    "with_engagement",
]
