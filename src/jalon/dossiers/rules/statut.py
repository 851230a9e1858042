"""Le statut se déduit de deux faits, par des fonctions pures (domaine, « Statut »)."""

from dataclasses import dataclass, field
from datetime import date

from ..enums import Avancement, SituationFinanciere, Statut
from .evenements import EnVigueur


@dataclass(frozen=True)
class Presences:
    """Ce que le planning sait du dossier ; durées en minutes. Sans planning, tout est à zéro."""

    attendues_programmees: int = 0
    presentes: int = 0
    premiere_presence: date | None = None
    derniere_presence: date | None = None
    minutes_presentes: int = 0
    is_terminante_presente: bool = False
    are_etapes_obligatoires_faites: bool = True


@dataclass(frozen=True)
class Facturation:
    """Ce que la facturation sait du dossier ; montants en centimes pour rester exacts et simples."""

    du: int = 0
    facture_net: int = 0
    echeances_dues_restantes: int = 0
    reste_a_payer: int = 0


@dataclass(frozen=True)
class Faits:
    """Tout ce dont le statut dépend, à un jour donné. `facturation` vaut None tant qu'elle n'existe pas."""

    vigueur: EnVigueur = field(default_factory=EnVigueur)
    presences: Presences = field(default_factory=Presences)
    minutes_financees: int = 0
    facturation: Facturation | None = None


@dataclass(frozen=True)
class Deduction:
    """Le statut montré, ses deux faits, et la phrase qui dit pourquoi."""

    avancement: Avancement
    situation: SituationFinanciere
    statut: Statut
    pourquoi: str


def deduire(faits: Faits) -> Deduction:
    """Déduit le statut d'un dossier de ses faits."""
    avancement, pourquoi = deduire_avancement(faits)
    situation = deduire_situation(faits.facturation)
    statut = deduire_statut(avancement, situation)
    return Deduction(avancement, situation, statut, _phrase(avancement, situation, statut, pourquoi))


def deduire_avancement(faits: Faits) -> tuple[Avancement, str]:
    """L'avancement et sa cause : le premier cas qui tient, dans l'ordre du domaine."""
    vigueur = faits.vigueur
    if vigueur.abandon:
        return Avancement.ABANDONNE, f"abandon du {vigueur.abandon:%d/%m/%Y}"
    if vigueur.sortie:
        return Avancement.TERMINE, f"sortie du {vigueur.sortie:%d/%m/%Y}"
    if not vigueur.reouverture and _parcours_fini(faits):
        return Avancement.TERMINE, _cause_fin(faits)
    if vigueur.suspension:
        return Avancement.SUSPENDU, f"suspension du {vigueur.suspension:%d/%m/%Y}"
    if vigueur.entree:
        return Avancement.EN_COURS, f"entrée du {vigueur.entree:%d/%m/%Y}"
    if faits.presences.presentes:
        return Avancement.EN_COURS, _cause_presence(faits.presences)
    return Avancement.PREVISIONNEL, "ni entrée ni présence à ce jour"


def deduire_situation(facturation: Facturation | None) -> SituationFinanciere:
    """La situation financière ; inconnue tant que la facturation n'a pas inscrit ses faits."""
    if facturation is None:
        return SituationFinanciere.INCONNUE
    if facturation.facture_net > 0 and not facturation.echeances_dues_restantes:
        return SituationFinanciere.SOLDE if facturation.reste_a_payer <= 0 else SituationFinanciere.FACTURE
    if facturation.facture_net > 0:
        return SituationFinanciere.PARTIELLE
    return SituationFinanciere.A_FACTURER if facturation.du > 0 else SituationFinanciere.RIEN


def deduire_statut(avancement: Avancement, situation: SituationFinanciere) -> Statut:
    """Le mot montré : l'avancement, sauf Facturé ou Soldé une fois Terminé."""
    if avancement == Avancement.TERMINE and situation in (
        SituationFinanciere.FACTURE,
        SituationFinanciere.SOLDE,
    ):
        return Statut(situation.value)
    return Statut(avancement.value)


def _parcours_fini(faits: Faits) -> bool:
    presences = faits.presences
    if presences.attendues_programmees or not presences.presentes:
        return False
    if not presences.are_etapes_obligatoires_faites:
        return False
    return presences.is_terminante_presente or _heures_faites(faits)


def _heures_faites(faits: Faits) -> bool:
    return faits.minutes_financees > 0 and faits.presences.minutes_presentes >= faits.minutes_financees


def _cause_fin(faits: Faits) -> str:
    cause = (
        "séance qui termine la prestation"
        if faits.presences.is_terminante_presente
        else "toutes les heures financées sont réalisées"
    )
    jour = faits.presences.derniere_presence
    return f"{cause}, le {jour:%d/%m/%Y}" if jour else cause


def _cause_presence(presences: Presences) -> str:
    jour = presences.premiere_presence
    return f"première séance réalisée le {jour:%d/%m/%Y}" if jour else "première séance réalisée"


def _phrase(avancement, situation, statut: Statut, pourquoi: str) -> str:
    if avancement == Avancement.ABANDONNE and situation in (
        SituationFinanciere.FACTURE,
        SituationFinanciere.SOLDE,
    ):
        return f"{statut.label} · {situation.label.lower()} : {pourquoi}"
    return f"{statut.label} : {pourquoi}"
