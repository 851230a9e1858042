"""Formulaires de la structure."""

from .horaires import HorairesForm
from .objets import CentreForm, FermetureForm, LieuForm, RessourceForm
from .reglages import LogoForm, RegimeTvaForm, ReglagesForm, valeurs_reglages

__all__ = [
    "CentreForm",
    "FermetureForm",
    "HorairesForm",
    "LieuForm",
    "LogoForm",
    "RegimeTvaForm",
    "ReglagesForm",
    "RessourceForm",
    "valeurs_reglages",
]
