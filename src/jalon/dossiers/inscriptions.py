"""Ce que le dossier apprend aux pièces plus basses."""

from jalon.annuaire.models import Personne
from jalon.annuaire.registres import SUIVIS, Suivi
from jalon.socle.annonces import CONSEQUENCES, Consequence

from .consequences import recalculer_dossier, renommer_dossiers
from .models import Dossier


def _personnes_suivies(utilisateur):
    return Personne.objects.filter(pk__in=Dossier.objects.visibles_par(utilisateur).values("beneficiaire"))


def _toutes_personnes_suivies():
    return Personne.objects.filter(pk__in=Dossier.objects.values("beneficiaire"))


def inscrire() -> None:
    """Appelée au démarrage."""
    SUIVIS.ajouter(Suivi("dossiers", _personnes_suivies, _toutes_personnes_suivies))
    CONSEQUENCES.ajouter(Consequence("statut_dossier", Dossier, recalculer_dossier))
    CONSEQUENCES.ajouter(Consequence("nom_dossier", Personne, renommer_dossiers))
