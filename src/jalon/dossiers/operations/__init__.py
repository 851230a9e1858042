"""Les actes du dossier : un acte, une fonction, une transaction (règle 2)."""

from .affectation import affecter_conseiller
from .annulation import annuler_dossier, restaurer_dossier
from .cloture import cloturer_dossier, rouvrir_dossier
from .contacts import modifier_contacts
from .evenements import annuler_evenement, declencher_evenement, modifier_evenement
from .informations import changer_identite, modifier_rattachement
from .issues import noter_issues
from .objectifs import modifier_objectifs
from .ouverture import ouvrir_dossier
from .transfert import demander_transfert, transferer_dossiers
from .version import passer_a_la_version, rendre_la_version

__all__ = [
    "affecter_conseiller",
    "annuler_dossier",
    "annuler_evenement",
    "changer_identite",
    "cloturer_dossier",
    "declencher_evenement",
    "demander_transfert",
    "modifier_contacts",
    "modifier_evenement",
    "modifier_objectifs",
    "modifier_rattachement",
    "noter_issues",
    "ouvrir_dossier",
    "passer_a_la_version",
    "rendre_la_version",
    "restaurer_dossier",
    "rouvrir_dossier",
    "transferer_dossiers",
]
