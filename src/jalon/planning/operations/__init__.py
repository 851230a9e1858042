from .annulation import annuler_seance, quitter_seance, reporter_seance, retablir_seance
from .commun import SaisieSeance, verrouiller_seance
from .conflits import ConflitAgenda
from .planification import deplacer_seance, modifier_seance, planifier_seance, planifier_serie
from .presences import marquer_presente, remettre_attendue
from .validation import PresenceSaisie, valider_seance

__all__ = [
    "ConflitAgenda",
    "PresenceSaisie",
    "SaisieSeance",
    "annuler_seance",
    "deplacer_seance",
    "marquer_presente",
    "modifier_seance",
    "planifier_seance",
    "planifier_serie",
    "quitter_seance",
    "remettre_attendue",
    "reporter_seance",
    "retablir_seance",
    "valider_seance",
    "verrouiller_seance",
]
