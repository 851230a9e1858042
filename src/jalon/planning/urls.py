"""Adresses du planning : l'onglet d'un dossier, et les actes de ses séances."""

from django.urls import path

from .views import actes, dossier, propositions, seance

app_name = "planning"
D = "dossiers/<str:numero>/seances"
S = f"{D}/<int:pk>"

urlpatterns = [
    path(f"{D}/", dossier.dossier, name="dossier"),
    path(f"{D}/nouvelle/", seance.nouvelle, name="nouvelle"),
    path(f"{S}/modifier/", seance.modifier, name="modifier"),
    path(f"{S}/valider/", actes.valider, name="valider"),
    path(f"{S}/annuler/", actes.annuler, name="annuler"),
    path(f"{S}/reporter/", actes.reporter, name="reporter"),
    path(f"{S}/retablir/", actes.retablir, name="retablir"),
    path("seances/dossiers/", propositions.dossiers, name="dossiers_json"),
]
