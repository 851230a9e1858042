"""Déclenche les événements qui mènent un dossier à son stade, puis son suivi."""

from datetime import date

from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import declencher_evenement
from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Motif

from .fil import Fil
from .monde import Monde
from .plans import ABANDONNE, EN_COURS, PREVISIONNEL, SUSPENDU, TERMINE, Plan

FERME = {
    TERMINE: TypeEvenement.SORTIE,
    ABANDONNE: TypeEvenement.ABANDON,
    SUSPENDU: TypeEvenement.SUSPENSION,
}
SUIVIS = {
    PREVISIONNEL: ("Premier contact", "En attente d’accord", "En attente de pièces", "À planifier"),
    EN_COURS: ("À relancer", "En attente de pièces"),
    SUSPENDU: ("Arrêt maladie", "À relancer"),
    TERMINE: ("À clôturer",),
}
COMMENTAIRES = {
    TypeEvenement.SORTIE: ("Synthèse remise en main propre.", "Rendez-vous pris à six mois.", ""),
    TypeEvenement.ABANDON: ("Prévenu par téléphone.", "Trois messages sans réponse.", ""),
    TypeEvenement.SUSPENSION: ("Reprise prévue après la visite médicale.", ""),
}
PAUSE_PASSEE = 0.12  # part des dossiers avancés qui ont connu une suspension, suivie d'une reprise


def declencher(monde: Monde, plan: Plan, fil: Fil, dossier: Dossier) -> None:
    """Entrée, pause éventuelle, fin ; puis le suivi, pour un dossier sur deux."""
    if plan.entree:
        _evenement(monde, fil, dossier, TypeEvenement.ENTREE, plan.entree)
        _pause_passee(monde, plan, fil, dossier)
    if plan.fin:
        _evenement(monde, fil, dossier, FERME[plan.stade], plan.fin)
    possibles = SUIVIS.get(plan.stade, ())
    if possibles and monde.alea.random() < 0.5:
        suivi = monde.suivis[monde.alea.choice(possibles)]
        _evenement(monde, fil, dossier, TypeEvenement.CHANGEMENT_STATUT, fil.jour, suivi=suivi)


def _pause_passee(monde: Monde, plan: Plan, fil: Fil, dossier: Dossier) -> None:
    terme = plan.fin or fil.jour
    marge = (terme - plan.entree).days
    if plan.stade not in (TERMINE, EN_COURS) or marge < 30 or monde.alea.random() > PAUSE_PASSEE:
        return
    debut, reprise = plan.entree + (terme - plan.entree) / 3, plan.entree + (terme - plan.entree) / 2
    _evenement(monde, fil, dossier, TypeEvenement.SUSPENSION, debut)
    _evenement(monde, fil, dossier, TypeEvenement.REPRISE, reprise)


def _evenement(monde: Monde, fil: Fil, dossier: Dossier, type_evenement: str, jour: date, **options) -> None:
    evenement = declencher_evenement(
        par=fil.conseiller,
        dossier=dossier,
        type_evenement=type_evenement,
        date_evenement=jour,
        motif=_motif(monde, type_evenement),
        commentaire=monde.alea.choice(COMMENTAIRES.get(type_evenement, ("",))),
        **options,
    )
    monde.chronologie.dater(fil.au(jour), evenement)


def _motif(monde: Monde, type_evenement: str) -> Motif | None:
    possibles = [motif for motif in monde.motifs if motif.type_evenement == type_evenement]
    return monde.alea.choice(possibles) if possibles else None
