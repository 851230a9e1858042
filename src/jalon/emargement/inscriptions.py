"""Ce que l'émargement apprend au planning, au dossier et au socle."""

from typing import Any

from jalon.dossiers.registres import OBSTACLES_ANNULATION, Obstacle
from jalon.planning.models import Participation, Seance
from jalon.planning.registres import COMPLEMENTS_SEANCES, SUITES_SEANCE, VERROUS_SEANCE, SuiteSeance, VerrouSeance
from jalon.socle.controles import CONTROLES
from jalon.socle.listes.registre import LISTES

from . import markers
from .complements import COMPLEMENT, DEMANDES
from .controles import CONTROLE
from .listes import MANQUANTS
from .operations import annuler_participation, annuler_seance
from .queries import is_signee, refuser_annulation


def _verrous(seance: Seance) -> set[str]:
    return {"signee"} if is_signee(seance) else set()


def _seance_changee(seance: Seance, par: Any, motif: str) -> None:
    annuler_seance(par=par, seance=seance, motif=motif)


def _participation_changee(participation: Participation, par: Any, motif: str) -> None:
    annuler_participation(par=par, participation=participation, motif=motif)


def inscrire() -> None:
    """Appelée au démarrage."""
    VERROUS_SEANCE.ajouter(VerrouSeance("emargement", _verrous))
    SUITES_SEANCE.ajouter(SuiteSeance("emargement", _seance_changee, _participation_changee))
    OBSTACLES_ANNULATION.ajouter(Obstacle("emargement", refuser_annulation))
    COMPLEMENTS_SEANCES.ajouter(COMPLEMENT)
    COMPLEMENTS_SEANCES.ajouter(DEMANDES)
    CONTROLES.ajouter(CONTROLE)
    LISTES.ajouter(MANQUANTS)
    markers.inscrire()
