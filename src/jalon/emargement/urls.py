"""Adresses de l'émargement : la page d'une séance d'un dossier, ses signatures."""

from django.urls import path

from .views import feuilles, manquants, seance, signature, verification

app_name = "emargement"
S = "dossiers/<str:numero>/seances/<int:pk>/emargement"

urlpatterns = [
    path("emargements/", manquants.manquants, name="manquants"),
    path("verification/<str:jeton>/", verification.verification, name="verification"),
    path("dossiers/<str:numero>/emargement/feuille/", feuilles.periode, name="periode"),
    path("dossiers/<str:numero>/emargement/feuille.pdf", feuilles.dossier, name="feuille_dossier"),
    path(f"{S}/feuille.pdf", feuilles.seance, name="feuille"),
    path(f"{S}/", seance.seance, name="seance"),
    path(f"{S}/papier/", seance.papier, name="papier"),
    path(f"{S}/<slug:cle>/signer/", signature.signer, name="signer"),
    path(f"{S}/<slug:cle>/annuler/", seance.annuler, name="annuler"),
]
