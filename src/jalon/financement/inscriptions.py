"""Ce que le financement apprend au dossier."""

from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import FAITS, SourceDeFaits

from .models import Financement


def _minutes_financees(dossier: Dossier) -> int:
    return Financement.objects.filter(dossier=dossier).values_list("minutes_financees", flat=True).first() or 0


def inscrire() -> None:
    """Appelée au démarrage."""
    FAITS.ajouter(SourceDeFaits("financement", minutes_financees=_minutes_financees))
