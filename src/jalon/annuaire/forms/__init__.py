"""Formulaires de l'annuaire."""

from .personne import DoublonsPersonneForm, PersonneForm, PersonneRapideForm
from .photo import PhotoForm
from .rattachement import RattachementForm, RattachementSocieteForm
from .societe import DoublonsSocieteForm, SocieteForm, SocieteRapideForm

__all__ = [
    "DoublonsPersonneForm",
    "DoublonsSocieteForm",
    "PersonneForm",
    "PersonneRapideForm",
    "PhotoForm",
    "RattachementForm",
    "RattachementSocieteForm",
    "SocieteForm",
    "SocieteRapideForm",
]
