"""Le seul auteur des champs déduits d'un dossier : statut, dates clés montrées."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from jalon.journal.operations import Changement, journaliser
from jalon.socle.lectures import lues_d_avance

from ..enums import Acte, Statut
from ..models import Dossier
from ..registres import FAITS, FaitsPlanning
from ..rules import dates
from ..rules.evenements import EnVigueur, FaitEvenement, en_vigueur, prochain_changement
from ..rules.statut import Faits, deduire
from ..rules.version import OUVERTS


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
    avant = dossier.statut
    deduits = poser_champs(dossier, jour or timezone.localdate())
    dossier.save(update_fields=[*deduits, "updated_at"])
    journaliser_statut(dossier, avant)
    return dossier


def poser_champs(dossier: Dossier, jour: date) -> dict[str, Any]:
    """Pose sur le dossier, sans l'enregistrer, les champs déduits à ce jour, et les rend."""
    deduits = deduire_champs(dossier, jour)
    for champ, valeur in deduits.items():
        setattr(dossier, champ, valeur)
    return deduits


def deduire_champs(dossier: Dossier, jour: date) -> dict[str, Any]:
    """Les champs déduits du dossier à ce jour, et leur valeur ; n'écrit rien."""
    reunis = reunir_faits(dossier, jour)
    deduction = deduire(reunis.faits)
    return {
        "avancement": deduction.avancement,
        "situation_financiere": deduction.situation,
        "statut": deduction.statut,
        "statut_pourquoi": deduction.pourquoi,
        "date_calcul_statut": jour,
        "date_bascule_statut": reunis.bascule,
        **_deduire_dates(dossier, reunis, deduction.avancement),
        **_deduire_heures(dossier, reunis.planning, deduction.avancement),
    }


def reunir_faits(dossier: Dossier, jour: date) -> FaitsReunis:
    """Rassemble les faits : événements d'ici, présences, heures et factures des pièces inscrites."""
    evenements = _evenements_de(dossier)
    planning, minutes, facturation = FaitsPlanning(), 0, None
    for source in FAITS:
        planning = source.planning(dossier) if source.planning else planning
        minutes = source.minutes_financees(dossier) if source.minutes_financees else minutes
        facturation = source.facturation(dossier) if source.facturation else facturation
    faits = Faits(en_vigueur(evenements, jour), planning.presences, minutes, facturation)
    return FaitsReunis(faits, planning, prochain_changement(evenements, jour))


def _evenements_de(dossier: Dossier) -> list[FaitEvenement]:
    lus = lues_d_avance(dossier, "evenements")
    return dossier.evenements.faits() if lus is None else [evenement.fait for evenement in lus]


def _deduire_dates(dossier: Dossier, reunis: FaitsReunis, avancement: str) -> dict[str, Any]:
    entree = dates.date_entree(reunis.vigueur, dossier.date_entree_saisie, reunis.planning.date_entree)
    fin = dates.date_fin_previsionnelle(dossier.date_fin_saisie, reunis.planning.date_fin)
    planning = reunis.planning
    bornes = replace(dossier.echeances, premiere_seance=planning.date_entree, derniere_seance=planning.date_fin)
    return {
        "date_limite": dates.date_limite(bornes, is_ouvert=avancement in OUVERTS),
        "date_entree_calculee": reunis.planning.date_entree,
        "date_fin_calculee": reunis.planning.date_fin,
        "date_entree": entree.jour,
        "date_entree_source": entree.source.value,
        "date_fin_previsionnelle": fin.jour,
        "date_sortie": dates.date_sortie(reunis.vigueur),
    }


def _deduire_heures(dossier: Dossier, planning: FaitsPlanning, avancement: str) -> dict[str, Any]:
    return {
        "minutes_realisees": planning.minutes_realisees,
        "minutes_planifiees": planning.minutes_planifiees,
        "a_valider_at": planning.a_valider_at,
        "dernier_rendez_vous_at": planning.dernier_rendez_vous_at,
        "ecarts_nombre": sum(s.ecarts(dossier, planning, avancement) for s in FAITS if s.ecarts),
    }


def journaliser_statut(dossier: Dossier, avant: str) -> None:
    """Garde au journal un changement automatique de statut, avec sa cause ; rien s'il n'a pas changé."""
    if avant == dossier.statut:
        return
    changement = Changement("statut", "Statut", Statut(avant).label, Statut(dossier.statut).label)
    journaliser(
        par=None,
        acte=Acte.STATUT_CHANGE,
        objet=dossier,
        changements=[changement],
        motif=dossier.statut_pourquoi,
    )
