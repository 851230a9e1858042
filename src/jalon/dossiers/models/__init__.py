"""Le dossier et ce qui ne vit que par lui."""

from .dossier import AccesDossier, Dossier, VersionBloc
from .evenement import Evenement
from .objectif import Objectif

__all__ = ["AccesDossier", "Dossier", "Evenement", "Objectif", "VersionBloc"]
