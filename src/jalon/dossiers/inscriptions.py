"""Ce que le dossier apprend aux pièces plus basses."""

from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.annuaire.registres import (
    FILTRES_PERSONNES,
    FILTRES_SOCIETES,
    ONGLETS_PERSONNE,
    ONGLETS_SOCIETE,
    SUIVIS,
    OngletFiche,
    Suivi,
)
from jalon.comptes.registres import ACTES_UTILISATEUR, EXPLICATIONS_ACCES, ActeUtilisateur
from jalon.comptes.rules import ADMINISTRER
from jalon.prestations.queries import LECTURES_EXIGENCES, exigences_de
from jalon.prestations.registres import (
    CHAMPS_EXIGIBLES,
    EXIGENCES_COMMUNES,
    ONGLETS_PRESTATION,
    ExigenceCommune,
    OngletPrestation,
)
from jalon.recherche.registres import SOURCES
from jalon.socle.annonces import CONSEQUENCES, Consequence
from jalon.socle.controles import CONTROLES
from jalon.socle.listes import LISTES
from jalon.socle.nuit import TACHES_NUIT, TacheNuit
from jalon.socle.travaux import FONCTIONS
from jalon.ui.navigation import NAVIGATION, EntreeNavigation

from .blocs.contacts import BlocContacts
from .blocs.identite import BlocIdentite
from .blocs.objectifs import BlocObjectifs
from .blocs.prestation import BlocPrestation
from .blocs.statut import BlocStatut
from .exigibles import EXIGIBLES
from .explications import EXPLICATION
from .filtres_personnes import FILTRES
from .forms.acte import CourrielForm
from .listes import LISTE
from .lots import LOTS
from .models import Dossier
from .operations.consequences import (
    recalculer_dossier,
    recalculer_dossiers,
    suivre_beneficiaire,
    suivre_beneficiaires,
)
from .operations.nuit import recalculer_a_echeance
from .operations.prevenir import CODE, prevenir_par_courriel
from .operations.transfert import TRAVAIL
from .operations.verification import CONTROLES_DOSSIERS
from .registres import (
    ACTES_DECLENCHES,
    BLOCS,
    CHIFFRES,
    EXIGENCES,
    LOTS_DOSSIERS,
    ONGLETS,
    SUITES_PRESTATION,
    ActeDeclenche,
    Chiffre,
    Onglet,
    SourceExigences,
    SuitePrestation,
)
from .rules.completude import SOCLE
from .societes import FILTRE
from .societes import compter as compter_de_societe
from .sources import SOURCE
from .suites import lister_du_dossier

CHIFFRES_CLES = "dossiers/chiffres"


def _dossiers_en_vigueur():
    return Dossier.objects.filter(annule_at__isnull=True)


def recalculer_la_nuit() -> str:
    return f"{recalculer_a_echeance(jour=timezone.localdate())} recalculé(s)"


def inscrire() -> None:
    """Appelée au démarrage."""
    NAVIGATION.ajouter(
        EntreeNavigation("production", "Production", "dossiers:liste", "folders", "dossiers.lecture", ordre=10)
    )
    SOURCES.ajouter(SOURCE)
    LISTES.ajouter(LISTE)
    for lot in LOTS:
        LOTS_DOSSIERS.ajouter(lot)
    SUITES_PRESTATION.ajouter(SuitePrestation("dossier", lister_du_dossier, 10))
    ACTES_DECLENCHES.ajouter(
        ActeDeclenche(CODE, "Prévenir par courriel", prevenir_par_courriel, CourrielForm, icone="mail", ordre=10)
    )
    for controle in CONTROLES_DOSSIERS:
        CONTROLES.ajouter(controle)
    TACHES_NUIT.ajouter(TacheNuit("dossiers", "Dossiers arrivés à leur date", recalculer_la_nuit, ordre=10))
    _inscrire_page()
    for exigible in EXIGIBLES:
        CHAMPS_EXIGIBLES.ajouter(exigible)
    _inscrire_catalogue()
    _inscrire_comptes()
    SUIVIS.ajouter(Suivi("dossiers", Dossier.objects.suivis_par, _dossiers_en_vigueur, "beneficiaire"))
    for filtre in FILTRES:
        FILTRES_PERSONNES.ajouter(filtre)
    FILTRES_SOCIETES.ajouter(FILTRE)
    ONGLETS_SOCIETE.ajouter(
        OngletFiche(
            "dossiers",
            "Dossiers",
            "dossiers:societe_dossiers",
            "dossiers.lecture",
            compter_de_societe,
            ordre=12,
            guide="annuaire-societes",
        )
    )
    CONSEQUENCES.ajouter(
        Consequence("statut_dossier", Dossier, recalculer_dossier, recalculer_tous=recalculer_dossiers)
    )
    CONSEQUENCES.ajouter(
        Consequence("nom_dossier", Personne, suivre_beneficiaire, recalculer_tous=suivre_beneficiaires)
    )
    ONGLETS_PERSONNE.ajouter(
        OngletFiche(
            "dossiers",
            "Dossiers",
            "dossiers:personne_dossiers",
            "dossiers.lecture",
            _compter,
            ordre=10,
            guide="ouvrir-un-dossier",
        )
    )


def _inscrire_catalogue() -> None:
    """Ce que la version de la prestation exige, et le lot qui en change."""
    EXIGENCES.ajouter(SourceExigences("prestation", exigences_de, lectures=LECTURES_EXIGENCES))
    for rang, (champ, porte) in enumerate(SOCLE):
        EXIGENCES_COMMUNES.ajouter(ExigenceCommune(f"{champ}_{porte}", champ, porte, rang))
    ONGLETS_PRESTATION.ajouter(
        OngletPrestation(
            "dossiers",
            "Dossiers",
            "dossiers:prestation_dossiers",
            "admin.lecture",
            50,
            guide="prestations#publier",
        )
    )


def _inscrire_comptes() -> None:
    """Sur la fiche d'un utilisateur : transférer ses dossiers, dire lesquels il voit."""
    EXPLICATIONS_ACCES.ajouter(EXPLICATION)
    FONCTIONS.ajouter(TRAVAIL)
    ACTES_UTILISATEUR.ajouter(
        ActeUtilisateur(
            "transferer", "Transférer ses dossiers", "dossiers:transferer", "user-share", ADMINISTRER, ordre=20
        )
    )


def _compter(personne: Personne, utilisateur) -> int:
    return Dossier.objects.visibles_par(utilisateur).filter(beneficiaire=personne).count()


def _inscrire_page() -> None:
    """Onglets, blocs et chiffres clés de la page d'un dossier."""
    lecture = "dossiers.lecture"
    ONGLETS.ajouter(
        Onglet("informations", "Informations générales", "dossiers:dossier", lecture, 10, guide="dossier")
    )
    ONGLETS.ajouter(Onglet("contacts", "Contacts", "dossiers:contacts", lecture, 30))
    ONGLETS.ajouter(Onglet("objectifs", "Objectifs", "dossiers:objectifs", lecture, 40))
    ONGLETS.ajouter(Onglet("evenements", "Événements", "dossiers:evenements", lecture, 60))
    ONGLETS.ajouter(Onglet("historique", "Historique", "dossiers:historique", lecture, 90))
    for bloc in (BlocIdentite(), BlocPrestation(), BlocContacts(), BlocObjectifs(), BlocStatut()):
        BLOCS.ajouter(bloc)
    CHIFFRES.ajouter(Chiffre("conseiller", "Conseiller référent", f"{CHIFFRES_CLES}/conseiller.html", ordre=10))
    CHIFFRES.ajouter(Chiffre("entree", "Date d’entrée", f"{CHIFFRES_CLES}/entree.html", ordre=20))
    CHIFFRES.ajouter(Chiffre("fin", "Fin prévisionnelle", f"{CHIFFRES_CLES}/fin.html", ordre=30))
