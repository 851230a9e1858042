"""Ce que le dossier recalcule quand des faits changent ailleurs."""

from datetime import date

from jalon.annuaire.models import Personne

from ..models import Dossier
from .completude import recalculer_completude
from .statut import recalculer


def recalculer_dossier(dossier: Dossier, *, jour: date | None = None) -> None:
    """Statut et dates d'abord, au jour donné (aujourd'hui par défaut), puis la complétude, qui en dépend."""
    recalculer(dossier, jour=jour)
    recalculer_completude(dossier)


def suivre_beneficiaire(personne: Personne) -> None:
    """Un bénéficiaire modifié : tri, recherche et complétude de ses dossiers suivent."""
    for dossier in Dossier.objects.filter(beneficiaire=personne).order_by("pk"):
        dossier.beneficiaire = personne
        dossier.preparer()
        dossier.save(update_fields=["cle_tri", "texte_recherche"])
        recalculer_completude(dossier)
