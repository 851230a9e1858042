"""Actes sur la structure : les seuls écrits de la pièce."""

from .centres import (
    basculer_centre,
    creer_centre,
    modifier_centre,
    regler_horaires,
    supprimer_centre,
)
from .fermetures import (
    basculer_fermeture,
    creer_fermeture,
    modifier_fermeture,
    reprendre_feries,
    supprimer_fermeture,
)
from .lieux import basculer_lieu, creer_lieu, modifier_lieu, supprimer_lieu
from .reglages import changer_logo, modifier_reglages, retirer_logo
from .ressources import basculer_ressource, creer_ressource, modifier_ressource, supprimer_ressource
from .tva import annuler_regime_tva, changer_regime_tva

__all__ = [
    "annuler_regime_tva",
    "basculer_centre",
    "basculer_fermeture",
    "basculer_lieu",
    "basculer_ressource",
    "changer_logo",
    "changer_regime_tva",
    "creer_centre",
    "creer_fermeture",
    "creer_lieu",
    "creer_ressource",
    "modifier_centre",
    "modifier_fermeture",
    "modifier_lieu",
    "modifier_reglages",
    "modifier_ressource",
    "regler_horaires",
    "reprendre_feries",
    "retirer_logo",
    "supprimer_centre",
    "supprimer_fermeture",
    "supprimer_lieu",
    "supprimer_ressource",
]
