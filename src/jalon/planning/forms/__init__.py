from .actes import AnnulationForm, ReportForm, RetablirForm
from .agenda import AgendasForm, DeplacementForm, RendezVousForm
from .presences import PresencesForm
from .reunion import ReunionForm
from .seance import SeanceForm

__all__ = [
    "AgendasForm",
    "AnnulationForm",
    "DeplacementForm",
    "PresencesForm",
    "RendezVousForm",
    "ReportForm",
    "RetablirForm",
    "ReunionForm",
    "SeanceForm",
]
