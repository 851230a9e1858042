"""Générer un document : depuis un dossier, une séance d'un dossier, une convention."""

from django.urls import path

from .enums import ContexteModele
from .views import generation

app_name = "generation"


def _adresses(contexte: ContexteModele, racine: str) -> list:
    """« generation:seance » choisit un modèle, « generation:seance_generer » le remplit."""
    quoi, code = {"contexte": contexte.value}, contexte.value
    return [
        path(f"{racine}generer/", generation.choisir, quoi, name=code),
        path(f"{racine}generer/<int:modele>/", generation.generer, quoi, name=f"{code}_generer"),
    ]


urlpatterns = [
    *_adresses(ContexteModele.DOSSIER, "dossiers/<str:numero>/documents/"),
    *_adresses(ContexteModele.SEANCE, "dossiers/<str:numero>/seances/<int:pk>/"),
    *_adresses(ContexteModele.CONVENTION, "admin/conventions/<int:pk>/"),
]
