"""Ce que le journal apprend aux pièces plus basses : il garde la trace des exports."""

from jalon.socle.listes import LISTES, TRACES_EXPORT, ExportsNotes

from .listes import EXPORTS
from .operations import noter_export


def inscrire() -> None:
    """Appelée au démarrage."""
    TRACES_EXPORT.ajouter(ExportsNotes("journal", noter_export))
    LISTES.ajouter(EXPORTS)
