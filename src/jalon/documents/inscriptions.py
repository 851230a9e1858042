"""Ce que les documents apprennent aux pièces plus basses."""

from jalon.annuaire.models import Personne, Societe
from jalon.annuaire.registres import ONGLETS_PERSONNE, ONGLETS_SOCIETE, OngletFiche
from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import (
    ACTES_PAGE,
    EXIGENCES,
    FILTRES_DOSSIERS,
    ONGLETS,
    VUES_DOSSIERS,
    ActePage,
    Onglet,
    SourceExigences,
)
from jalon.recherche.registres import SOURCES
from jalon.socle.controles import CONTROLES
from jalon.socle.courriels import SUITES_MESSAGE, Message, SuiteMessage
from jalon.socle.listes import LISTES
from jalon.socle.nuit import TACHES_NUIT, TacheNuit

from .controles import CONTROLE
from .enums import Sort
from .exigibles import LECTURES, exigences_de_pieces, exigibles_de_pieces
from .filtres import FILTRE_PIECES, VUE_PIECES
from .listes import CORBEILLE
from .operations import classer_message, retirer_orphelins
from .queries import compter
from .sources import SOURCE

NUIT = TacheNuit(
    "documents", "Fichiers sans document", lambda: f"{retirer_orphelins()} retiré(s) du magasin", ordre=30
)
LECTURE, ECRITURE = "documents.lecture", "documents.ecriture"


def classer(message: Message) -> None:
    """Un message parti de Jalon se range dans les documents de la fiche dont il parle (F5)."""
    if not isinstance(message.sujet, Dossier | Personne | Societe):
        return
    classer_message(
        par=message.par,
        porteur=message.sujet,
        destinataires=", ".join(message.destinataires),
        objet=message.objet,
        texte=message.texte,
        sort=Sort.ENVOYE if message.is_envoye else Sort.ECHEC,
        erreur=message.erreur,
        instant=message.horodatage,
    )


def inscrire() -> None:
    """Appelée au démarrage."""
    LISTES.ajouter(CORBEILLE)
    SOURCES.ajouter(SOURCE)
    CONTROLES.ajouter(CONTROLE)
    TACHES_NUIT.ajouter(NUIT)
    SUITES_MESSAGE.ajouter(SuiteMessage("documents", classer))
    EXIGENCES.ajouter(
        SourceExigences("pieces", exigences_de_pieces, exigibles=exigibles_de_pieces, lectures=LECTURES)
    )
    FILTRES_DOSSIERS.ajouter(FILTRE_PIECES)
    VUES_DOSSIERS.ajouter(VUE_PIECES)
    ONGLETS.ajouter(Onglet("documents", "Documents", "documents:dossier", LECTURE, 60, compter))
    ACTES_PAGE.ajouter(ActePage("documents", "documents/acte.html", ECRITURE, 20))
    ONGLETS_PERSONNE.ajouter(
        OngletFiche(
            "documents", "Documents", "documents:personne", LECTURE, compter, ordre=20, montre_details=True
        )
    )
    ONGLETS_SOCIETE.ajouter(OngletFiche("documents", "Documents", "documents:societe", LECTURE, compter, ordre=20))
