"""Ce que les mémos apprennent aux pièces plus basses."""

from jalon.annuaire.registres import ONGLETS_PERSONNE, ONGLETS_SOCIETE, OngletFiche
from jalon.dossiers.registres import (
    ACTES_DECLENCHES,
    ACTES_PAGE,
    BLOCS,
    COLONNES_DOSSIERS,
    FILTRES_DOSSIERS,
    ONGLETS,
    VUES_DOSSIERS,
    ActePage,
    Onglet,
)
from jalon.recherche.registres import SOURCES
from jalon.ui.navigation import PASTILLES, Pastille

from . import dossiers, porteurs
from .blocs import BlocMemos
from .declenches import DECLENCHES
from .pastille import compter_mes_relances
from .queries import memos_de
from .registres import PORTEURS
from .sources import SOURCE

LECTURE, ECRITURE = "memos.lecture", "memos.ecriture"


def _compter(code: str):
    """Combien de mémos de cet objet la personne peut lire ; None sans mémo. Une requête."""
    return lambda objet, qui: memos_de(PORTEURS.obtenir(code), objet, qui).order_by().count() or None


def inscrire() -> None:
    """Appelée au démarrage."""
    for porteur in porteurs.LIES:
        PORTEURS.ajouter(porteur)
    ONGLETS.ajouter(Onglet("memos", "Mémos", "memos:dossier", LECTURE, 80, _compter("dossier")))
    BLOCS.ajouter(BlocMemos())
    ACTES_PAGE.ajouter(ActePage("memos", "memos/bouton.html", ECRITURE, 10))
    for acte in DECLENCHES:
        ACTES_DECLENCHES.ajouter(acte)
    ONGLETS_PERSONNE.ajouter(
        OngletFiche("memos", "Mémos", "memos:personne", LECTURE, _compter("personne"), 80, montre_details=True)
    )
    ONGLETS_SOCIETE.ajouter(OngletFiche("memos", "Mémos", "memos:societe", LECTURE, _compter("societe"), 80))
    FILTRES_DOSSIERS.ajouter(dossiers.FILTRE)
    VUES_DOSSIERS.ajouter(dossiers.VUE)
    COLONNES_DOSSIERS.ajouter(dossiers.COLONNE)
    SOURCES.ajouter(SOURCE)
    PASTILLES.ajouter(
        Pastille("relances", "Mes relances", "memos:relances", "bell", compter_mes_relances, "due", LECTURE)
    )
