"""Ce que le planning apprend au dossier et au financement."""

from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import (
    ACTES_DECLENCHES,
    FAITS,
    ONGLETS,
    SUITES_ANNULATION,
    SUITES_TRANSFERT,
    FaitsPlanning,
    Onglet,
    SourceDeFaits,
)
from jalon.dossiers.rules.statut import Presences
from jalon.financement.etapes import MESURES, Mesure
from jalon.socle.listes import LISTES
from jalon.ui.navigation import NAVIGATION, EntreeNavigation

from . import suites
from .declenches import DECLENCHE
from .listes import LISTE
from .mesures import mesurer
from .queries import LECTURES, bilan_de, compter_seances


def _faits(dossier: Dossier) -> FaitsPlanning:
    bilan = bilan_de(dossier)
    presences = Presences(
        attendues_programmees=bilan.attendues,
        presentes=bilan.presentes,
        premiere_presence=bilan.premiere_presence,
        derniere_presence=bilan.derniere_presence,
        minutes_presentes=bilan.minutes_presentes,
        is_terminante_presente=bilan.is_terminante_presente,
        are_etapes_obligatoires_faites=bilan.are_etapes_faites,
    )
    return FaitsPlanning(presences, bilan.date_entree, bilan.date_fin)


def inscrire() -> None:
    """Appelée au démarrage."""
    onglet = Onglet("seances", "Séances / Planning", "planning:dossier", "planning.lecture", 50, compter_seances)
    ONGLETS.ajouter(onglet)
    FAITS.ajouter(SourceDeFaits("planning", planning=_faits, lectures=LECTURES))
    ACTES_DECLENCHES.ajouter(DECLENCHE)
    MESURES.ajouter(Mesure("planning", mesurer))
    SUITES_TRANSFERT.ajouter(suites.TRANSFERT)
    SUITES_ANNULATION.ajouter(suites.ANNULATION)
    LISTES.ajouter(LISTE)
    NAVIGATION.ajouter(
        EntreeNavigation("agenda", "Agenda", "planning:agenda", "calendar", "planning.lecture", ordre=30)
    )
    NAVIGATION.ajouter(
        EntreeNavigation(
            "seances", "Séances", "planning:liste", "clock", "planning.lecture", 35, prefixe="/seances/"
        )
    )
