from .actes import AnnulationForm, ReportForm, RetablirForm
from .presences import PresencesForm
from .reunion import ReunionForm
from .seance import SeanceForm

__all__ = ["AnnulationForm", "PresencesForm", "ReportForm", "RetablirForm", "ReunionForm", "SeanceForm"]
