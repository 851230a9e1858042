"""Décisions sur le catalogue : pures, sans requête ni horloge."""

from .deroule import (
    LigneDeroule,
    alertes_deroule,
    delais_en_mots,
    en_mots,
    minutes_facturables,
    minutes_par_phase,
    refus_deroule,
    total_minutes,
)
from .exigences import Ecarts, comparer_exigences, par_porte
from .ordre import deplacer, ranger
from .tarif import EXCLUSIFS, refus_tarification, tarification_deduite

__all__ = [
    "EXCLUSIFS",
    "Ecarts",
    "LigneDeroule",
    "alertes_deroule",
    "comparer_exigences",
    "delais_en_mots",
    "deplacer",
    "en_mots",
    "minutes_facturables",
    "minutes_par_phase",
    "par_porte",
    "ranger",
    "refus_deroule",
    "refus_tarification",
    "tarification_deduite",
    "total_minutes",
]
