"""Adresses des outils de liste et des travaux longs."""

from django.urls import path

from .listes.views import colonnes, export, lots, vues
from .travaux import views as travaux

app_name = "socle"
urlpatterns = [
    path("listes/<slug:code>/colonnes/", colonnes.colonnes, name="colonnes"),
    path("listes/<slug:code>/vues/nouvelle/", vues.vue_nouvelle, name="vue_nouvelle"),
    path("listes/<slug:code>/vues/<int:pk>/", vues.vue, name="vue"),
    path("listes/<slug:code>/exporter/", export.exporter, name="exporter"),
    path("listes/<slug:code>/lots/<slug:acte>/", lots.lot, name="lot"),
    path("travaux/", travaux.travaux, name="travaux"),
    path("travaux/<int:pk>/", travaux.travail, name="travail"),
    path("travaux/<int:pk>/fichier/", travaux.fichier, name="fichier"),
    path("travaux/<int:pk>/annuler/", travaux.annuler, name="annuler"),
    path("travaux/<int:pk>/reprendre/", travaux.reprendre, name="reprendre"),
    path("travaux/<int:pk>/defaire/", lots.defaire, name="defaire"),
]
