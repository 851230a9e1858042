"""Adresses des demandes de signature : les liens d'un dossier, le QR code d'une séance."""

from django.urls import path

from .views import liens, relances, salle

app_name = "liens"

urlpatterns = [
    path("emargements/relances/", relances.relances, name="relances"),
    path("dossiers/<str:numero>/signatures/", liens.dossier, name="dossier"),
    path("dossiers/<str:numero>/seances/<int:pk>/qr/", salle.qr, name="qr"),
    path("dossiers/<str:numero>/seances/<int:pk>/qr/signes/", salle.signes, name="signes"),
]
