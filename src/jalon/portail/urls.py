"""Adresses du portail : un jeton, rien d'autre ; aucune donnée personnelle n'y entre."""

from django.urls import path

from .views import salle, signer

app_name = "portail"

urlpatterns = [
    path("signer/<str:jeton>/", signer.signer, name="signer"),
    path("salle/<str:jeton>/", salle.salle, name="salle"),
]
