"""Ce que l'annuaire apprend aux pièces plus basses, et ses propres onglets."""

from jalon.comptes.registres import LIENS_UTILISATEUR
from jalon.socle.annonces import CONSEQUENCES, Consequence
from jalon.socle.listes import LISTES
from jalon.socle.nuit import TACHES_NUIT, TacheNuit
from jalon.ui.navigation import NAVIGATION, EntreeNavigation

from . import comptes, sources
from .doublons.listes import LISTES_DOUBLONS
from .doublons.operations import apparier, apparier_en_lot, recalculer_doublons
from .listes import PERSONNES, SOCIETES
from .models import Personne, Societe
from .registres import ONGLETS_PERSONNE, ONGLETS_SOCIETE, OngletFiche

LECTURE = "annuaire.lecture"


def _compter_contacts(fiche, utilisateur) -> int:
    return fiche.rattachements.count()


NUIT = TacheNuit("doublons", "Fiches qui se ressemblent", lambda: f"{recalculer_doublons()} paire(s)", ordre=20)


def inscrire() -> None:
    """Appelée au démarrage."""
    sources.inscrire()
    LIENS_UTILISATEUR.ajouter(comptes.LIEN)
    LISTES.ajouter(PERSONNES)
    LISTES.ajouter(SOCIETES)
    for liste in LISTES_DOUBLONS:
        LISTES.ajouter(liste)
    TACHES_NUIT.ajouter(NUIT)
    CONSEQUENCES.ajouter(Consequence("doublons_personne", Personne, apparier, recalculer_tous=apparier_en_lot))
    CONSEQUENCES.ajouter(Consequence("doublons_societe", Societe, apparier, recalculer_tous=apparier_en_lot))
    NAVIGATION.ajouter(
        EntreeNavigation(
            "annuaire", "Annuaire", "annuaire:personnes", "address-book", LECTURE, 20, prefixe="/annuaire/"
        )
    )
    for onglet in (
        OngletFiche("informations", "Informations", "annuaire:personne", LECTURE, guide="annuaire-personnes"),
        OngletFiche(
            "contacts",
            "Contacts",
            "annuaire:personne_contacts",
            LECTURE,
            _compter_contacts,
            ordre=20,
            montre_details=True,
            guide="annuaire-personnes#contacts",
        ),
        OngletFiche(
            "historique", "Historique", "annuaire:personne_historique", LECTURE, ordre=90, montre_details=True
        ),
    ):
        ONGLETS_PERSONNE.ajouter(onglet)
    for onglet in (
        OngletFiche("informations", "Informations", "annuaire:societe", LECTURE, guide="annuaire-societes"),
        OngletFiche(
            "contacts",
            "Contacts",
            "annuaire:societe_contacts",
            LECTURE,
            _compter_contacts,
            ordre=10,
            guide="annuaire-societes",
        ),
        OngletFiche("historique", "Historique", "annuaire:societe_historique", LECTURE, ordre=90),
    ):
        ONGLETS_SOCIETE.ajouter(onglet)
