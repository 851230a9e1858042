"""Adresses du financement : l'onglet d'un dossier, et les conventions de l'administration (B2)."""

from django.urls import path

from jalon.dossiers.views.page import consulter

app_name = "financement"

urlpatterns = [
    path("dossiers/<str:numero>/financement/", consulter, {"onglet": "financement"}, name="dossier"),
]
