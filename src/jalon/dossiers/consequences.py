"""Ce que le dossier recalcule quand des faits changent ailleurs."""

from jalon.annuaire.models import Personne

from .models import Dossier
from .operations.statut import recalculer


def recalculer_dossier(dossier: Dossier) -> None:
    recalculer(dossier)


def renommer_dossiers(personne: Personne) -> None:
    """Un bénéficiaire renommé : la clé de tri et le texte cherché de ses dossiers suivent."""
    for dossier in Dossier.objects.filter(beneficiaire=personne).order_by("pk"):
        dossier.beneficiaire = personne
        dossier.preparer()
        dossier.save(update_fields=["cle_tri", "texte_recherche"])
