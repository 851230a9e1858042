"""Adresses de l'émargement : la page d'une séance d'un dossier, ses signatures."""

from django.urls import path

from .views import seance, signature

app_name = "emargement"
S = "dossiers/<str:numero>/seances/<int:pk>/emargement"

urlpatterns = [
    path(f"{S}/", seance.seance, name="seance"),
    path(f"{S}/papier/", seance.papier, name="papier"),
    path(f"{S}/<slug:cle>/signer/", signature.signer, name="signer"),
    path(f"{S}/<slug:cle>/annuler/", seance.annuler, name="annuler"),
]
