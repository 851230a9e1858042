"""Ce qui suit, ou reste, quand la prestation d'un dossier change : on le lit avant de confirmer (G2)."""

from jalon.prestations.models import Prestation
from jalon.prestations.queries import derniere_publiee

from .models import Dossier
from .registres import SUITES_PRESTATION


def suites_de_la_prestation(dossier: Dossier, prestation: Prestation) -> list[str]:
    """Les phrases de chaque pièce inscrite ; aucune pour un dossier pas encore ouvert, ou nu."""
    if dossier.pk is None:
        return []
    return [phrase for suite in SUITES_PRESTATION for phrase in suite.lister(dossier, prestation)]


def lister_du_dossier(dossier: Dossier, prestation: Prestation) -> list[str]:
    """Les exigences changent ; objectifs et événements restent."""
    phrases = []
    if dossier.version_prestation_id:
        version = derniere_publiee(prestation)
        phrases.append(f"ses exigences deviennent celles de {version or prestation}")
    if objectifs := dossier.objectifs.count():
        phrases.append("son objectif reste" if objectifs == 1 else f"ses {objectifs} objectifs restent")
    if evenements := dossier.evenements.count():
        phrases.append("son événement reste" if evenements == 1 else f"ses {evenements} événements restent")
    return phrases
