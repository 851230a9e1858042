"""Ce que l'éditeur s'inscrit à lui-même, et apprend aux pièces plus basses."""

from jalon.comptes.registres import ECRANS_ADMIN, EcranAdmin
from jalon.documents.registres import ACTES_ONGLET, BLOCS_DOCUMENT, CITATIONS, ActeOnglet, BlocDocument, Citation
from jalon.dossiers.registres import LOTS_DOSSIERS
from jalon.socle.listes import LISTES

from .contextes import DOSSIER
from .listes import MODELES
from .lots import GENERER
from .markers import MARQUEURS_LIVRES
from .queries import fichiers_cites, generation_de
from .registres import CONTEXTES, MARQUEURS

ECRANS = (
    (
        "modeles",
        "Modèles",
        "Les documents que la maison remplit : conventions, courriers.",
        "file-text",
    ),
    ("marqueurs", "Marqueurs", "Ce qu’un modèle peut écrire, et ce que cela donne sur un dossier.", "tag"),
)


def inscrire() -> None:
    """Appelée au démarrage."""
    LISTES.ajouter(MODELES)
    CITATIONS.ajouter(Citation("modeles", fichiers_cites))
    CONTEXTES.ajouter(DOSSIER)
    LOTS_DOSSIERS.ajouter(GENERER)
    ACTES_ONGLET.ajouter(ActeOnglet("generer", "editeur/bouton.html"))
    BLOCS_DOCUMENT.ajouter(BlocDocument("generation", "editeur/generation.html", generation_de))
    for marqueur in MARQUEURS_LIVRES:
        MARQUEURS.ajouter(marqueur)
    for rang, (code, libelle, phrase, icone) in enumerate(ECRANS):
        ECRANS_ADMIN.ajouter(
            EcranAdmin(code, libelle, phrase, f"editeur:{code}", icone, "admin.lecture", "Documents", 40 + rang)
        )
