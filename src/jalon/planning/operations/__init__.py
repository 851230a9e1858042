from .annulation import annuler_seance, quitter_seance, reporter_seance, retablir_seance
from .commun import SaisieSeance
from .conflits import ConflitAgenda
from .planification import deplacer_seance, modifier_seance, planifier_seance, planifier_serie
from .validation import PresenceSaisie, valider_seance

__all__ = [
    "ConflitAgenda",
    "PresenceSaisie",
    "SaisieSeance",
    "annuler_seance",
    "deplacer_seance",
    "modifier_seance",
    "planifier_seance",
    "planifier_serie",
    "quitter_seance",
    "reporter_seance",
    "retablir_seance",
    "valider_seance",
]
