"""Ce que l'éditeur s'inscrit à lui-même, et apprend aux pièces plus basses."""

from jalon.documents.registres import CITATIONS, Citation

from .enums import ContexteModele
from .markers import MARQUEURS_LIVRES
from .queries import fichiers_cites
from .registres import CONTEXTES, MARQUEURS, Contexte


def inscrire() -> None:
    """Appelée au démarrage."""
    CITATIONS.ajouter(Citation("modeles", fichiers_cites))
    CONTEXTES.ajouter(
        Contexte(ContexteModele.DOSSIER.value, ContexteModele.DOSSIER.label, lambda dossier: dossier)
    )
    for marqueur in MARQUEURS_LIVRES:
        MARQUEURS.ajouter(marqueur)
