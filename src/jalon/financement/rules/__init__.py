"""Les décisions du financement : pures, sans requête ni horloge."""

from .conventions import ecart_heures, ecart_periode, refus_liaison, refus_transition
from .differences import Difference, Quantite, comparer, quantites_des_seances
from .engagement import Depassement, Engagement, depassement, est_aggrave, reste_apres
from .repartition import PartSaisie, Repartition, arrondir, repartir
from .tarifs import proposer_montant, proposer_type
from .tva import Tva, accorder_montants, hors_taxes, montants_par_regle, toutes_taxes, tva_de, tva_selon

__all__ = [
    "Depassement",
    "Difference",
    "Engagement",
    "PartSaisie",
    "Quantite",
    "Repartition",
    "Tva",
    "accorder_montants",
    "arrondir",
    "comparer",
    "depassement",
    "ecart_heures",
    "ecart_periode",
    "est_aggrave",
    "hors_taxes",
    "montants_par_regle",
    "proposer_montant",
    "proposer_type",
    "quantites_des_seances",
    "refus_liaison",
    "refus_transition",
    "repartir",
    "reste_apres",
    "toutes_taxes",
    "tva_de",
    "tva_selon",
]
