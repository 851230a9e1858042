"""Le seul auteur des champs déduits d'un dossier : statut, dates clés montrées."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jalon.journal.operations import Changement, journaliser

from ..enums import Acte, Statut
from ..models import Dossier
from ..registres import FAITS, FaitsPlanning
from ..rules import dates
from ..rules.evenements import EnVigueur, en_vigueur, prochain_changement
from ..rules.statut import Deduction, Faits, deduire

CHAMPS_DEDUITS = (
    "avancement",
    "situation_financiere",
    "statut",
    "statut_pourquoi",
    "date_calcul_statut",
    "date_bascule_statut",
    "date_entree",
    "date_entree_source",
    "date_entree_calculee",
    "date_fin_calculee",
    "date_fin_previsionnelle",
    "date_sortie",
)


@dataclass(frozen=True)
class FaitsReunis:
    """Les faits d'un dossier à un jour, rassemblés auprès de chaque pièce inscrite."""

    faits: Faits
    planning: FaitsPlanning
    bascule: date | None

    @property
    def vigueur(self) -> EnVigueur:
        return self.faits.vigueur


def recalculer(dossier: Dossier, *, jour: date | None = None) -> Dossier:
    """Déduit le statut et les dates de `dossier` au jour donné (aujourd'hui par défaut) et les enregistre.

    Un changement de statut laisse une entrée « automatique » au journal, avec sa cause.
    """
    jour = jour or timezone.localdate()
    reunis = reunir_faits(dossier, jour)
    avant = dossier.statut
    deduction = deduire(reunis.faits)
    _poser(dossier, deduction, reunis, jour)
    dossier.save(update_fields=[*CHAMPS_DEDUITS, "updated_at"])
    if avant != dossier.statut:
        _journaliser_changement(dossier, avant)
    return dossier


def reunir_faits(dossier: Dossier, jour: date) -> FaitsReunis:
    """Rassemble les faits : événements d'ici, présences, heures et factures des pièces inscrites."""
    evenements = dossier.evenements.faits()
    planning, minutes, facturation = FaitsPlanning(), 0, None
    for source in FAITS:
        planning = source.planning(dossier) if source.planning else planning
        minutes = source.minutes_financees(dossier) if source.minutes_financees else minutes
        facturation = source.facturation(dossier) if source.facturation else facturation
    faits = Faits(en_vigueur(evenements, jour), planning.presences, minutes, facturation)
    return FaitsReunis(faits, planning, prochain_changement(evenements, jour))


def _poser(dossier: Dossier, deduction: Deduction, reunis: FaitsReunis, jour: date) -> None:
    dossier.avancement = deduction.avancement
    dossier.situation_financiere = deduction.situation
    dossier.statut = deduction.statut
    dossier.statut_pourquoi = deduction.pourquoi
    dossier.date_calcul_statut = jour
    dossier.date_bascule_statut = reunis.bascule
    _poser_dates(dossier, reunis)


def _poser_dates(dossier: Dossier, reunis: FaitsReunis) -> None:
    dossier.date_entree_calculee = reunis.planning.date_entree
    dossier.date_fin_calculee = reunis.planning.date_fin
    entree = dates.date_entree(reunis.vigueur, dossier.date_entree_saisie, dossier.date_entree_calculee)
    fin = dates.date_fin_previsionnelle(dossier.date_fin_saisie, dossier.date_fin_calculee)
    dossier.date_entree, dossier.date_entree_source = entree.jour, entree.source.value
    dossier.date_fin_previsionnelle = fin.jour
    dossier.date_sortie = dates.date_sortie(reunis.vigueur)


def _journaliser_changement(dossier: Dossier, avant: str) -> None:
    changement = Changement("statut", "Statut", Statut(avant).label, Statut(dossier.statut).label)
    journaliser(
        par=None,
        acte=Acte.STATUT_CHANGE,
        objet=dossier,
        changements=[changement],
        motif=dossier.statut_pourquoi,
    )
