"""Les actes du catalogue : un acte, une fonction, une transaction (règle 2)."""

from .action import basculer_action, creer_action, modifier_action, supprimer_action
from .catalogue import reprendre_du_catalogue
from .prestation import creer_prestation, modifier_prestation
from .reference import basculer_valeur, creer_valeur, modifier_valeur, ranger_valeurs, supprimer_valeur
from .version import (
    abandonner_brouillon,
    enregistrer_deroule,
    enregistrer_exigences,
    publier_version,
    reprendre_version,
)

__all__ = [
    "abandonner_brouillon",
    "basculer_action",
    "basculer_valeur",
    "creer_action",
    "creer_prestation",
    "creer_valeur",
    "enregistrer_deroule",
    "enregistrer_exigences",
    "modifier_action",
    "modifier_prestation",
    "modifier_valeur",
    "publier_version",
    "ranger_valeurs",
    "reprendre_du_catalogue",
    "reprendre_version",
    "supprimer_action",
    "supprimer_valeur",
]
