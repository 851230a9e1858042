"""Générer un document depuis un dossier."""

from django.urls import path

from .views import generation

app_name = "generation"
G = "dossiers/<str:numero>/documents/generer"

urlpatterns = [
    path(f"{G}/", generation.choisir, name="choisir"),
    path(f"{G}/<int:pk>/", generation.generer, name="generer"),
]
