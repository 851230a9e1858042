"""La nuit efface les travaux longs finis depuis plus de sept jours, et leurs fichiers."""

from django.utils import timezone

from ..nuit import TacheNuit
from .operations import purger_travaux

TACHE = TacheNuit(
    "travaux",
    "Travaux longs finis",
    lambda: f"{purger_travaux(maintenant=timezone.now())} effacé(s)",
    ordre=90,
)
