"""Les modèles livrés : écrits ici, en clair, et fabriqués à l'installation.

Un texte qui se relit et se compare vaut mieux qu'un fichier Word dans le dépôt : les modèles partagent une seule
mise en page (`charte.py`), et une correction se lit dans l'historique.
"""

from .attestations import ATTESTATION, CERTIFICAT, SYNTHESE
from .conventions import CONTRAT, CONVENTION, TRIPARTITE
from .courriers import CONVOCATION, CONVOCATION_SEANCE, COURRIER
from .declarations import ModeleLivre

MODELES_LIVRES: tuple[ModeleLivre, ...] = (
    CONVENTION, TRIPARTITE, CONTRAT, CONVOCATION, CONVOCATION_SEANCE, ATTESTATION, CERTIFICAT, SYNTHESE, COURRIER,
)  # fmt: skip

__all__ = ["MODELES_LIVRES", "ModeleLivre"]
