"""Formulaires de l'annuaire."""

from .personne import DoublonsPersonneForm, PersonneForm, PersonneRapideForm
from .rattachement import RattachementForm
from .societe import DoublonsSocieteForm, SocieteForm, SocieteRapideForm

__all__ = [
    "DoublonsPersonneForm",
    "DoublonsSocieteForm",
    "PersonneForm",
    "PersonneRapideForm",
    "RattachementForm",
    "SocieteForm",
    "SocieteRapideForm",
]
