"""Le dossier et ce qui ne vit que par lui."""

from .dossier import AccesDossier, Dossier, VersionBloc
from .evenement import ActeEvenement, Evenement, VersionEvenement
from .objectif import Objectif

__all__ = [
    "AccesDossier",
    "ActeEvenement",
    "Dossier",
    "Evenement",
    "Objectif",
    "VersionBloc",
    "VersionEvenement",
]
