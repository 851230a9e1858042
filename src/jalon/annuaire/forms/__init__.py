"""Formulaires de l'annuaire."""

from .contact import ContactForm
from .personne import DoublonsPersonneForm, PersonneForm, PersonneRapideForm
from .photo import PhotoForm
from .rattachement import RattachementForm, RattachementSocieteForm
from .societe import DoublonsSocieteForm, SocieteForm, SocieteRapideForm

__all__ = [
    "ContactForm",
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
