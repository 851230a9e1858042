"""Ce que le planning apprend au dossier et au financement."""

from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import (
    ACTES_DECLENCHES,
    COLONNES_DOSSIERS,
    FAITS,
    FILTRES_DOSSIERS,
    ONGLETS,
    SUITES_ANNULATION,
    SUITES_TRANSFERT,
    VUES_DOSSIERS,
    FaitsPlanning,
    Onglet,
    SourceDeFaits,
)
from jalon.dossiers.rules.statut import Presences
from jalon.financement.etapes import MESURES, Mesure
from jalon.prestations.registres import CHAMPS_EXIGIBLES
from jalon.socle.listes import LISTES
from jalon.ui.navigation import NAVIGATION, EntreeNavigation

from . import suites
from .controles import COLONNES, FILTRE, VUES
from .declenches import DECLENCHE
from .exigibles import HEURES_REALISEES
from .listes import LISTE
from .mesures import adresses, mesurer
from .queries import LECTURES, compter_seances, etapes_obligatoires, lignes_de
from .rules.faits import bilan as resumer


def _faits(dossier: Dossier) -> FaitsPlanning:
    lignes = lignes_de(dossier)
    bilan = resumer(lignes, etapes_obligatoires(dossier))
    presences = Presences(
        attendues_programmees=bilan.attendues,
        presentes=bilan.presentes,
        premiere_presence=bilan.premiere_presence,
        derniere_presence=bilan.derniere_presence,
        minutes_presentes=bilan.minutes_presentes,
        is_terminante_presente=bilan.is_terminante_presente,
        are_etapes_obligatoires_faites=bilan.are_etapes_faites,
    )
    realisees = bilan.minutes_facturables
    return FaitsPlanning(
        presences=presences,
        date_entree=bilan.date_entree,
        date_fin=bilan.date_fin,
        minutes_realisees=realisees if lignes else None,
        minutes_planifiees=realisees + bilan.minutes_programmees_facturables if lignes else None,
        a_valider_at=bilan.a_valider_at,
        dernier_rendez_vous_at=bilan.dernier_rendez_vous_at,
    )


def inscrire() -> None:
    """Appelée au démarrage."""
    onglet = Onglet("seances", "Séances / Planning", "planning:dossier", "planning.lecture", 50, compter_seances)
    ONGLETS.ajouter(onglet)
    FAITS.ajouter(SourceDeFaits("planning", planning=_faits, lectures=LECTURES))
    ACTES_DECLENCHES.ajouter(DECLENCHE)
    MESURES.ajouter(Mesure("planning", mesurer, adresses))
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
    FILTRES_DOSSIERS.ajouter(FILTRE)
    for colonne in COLONNES:
        COLONNES_DOSSIERS.ajouter(colonne)
    for vue in VUES:
        VUES_DOSSIERS.ajouter(vue)
    CHAMPS_EXIGIBLES.ajouter(HEURES_REALISEES)
