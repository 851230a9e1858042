"""Adresses des documents : l'onglet de chaque fiche, chaque document, ses fichiers, la corbeille."""

from django.urls import path

from .views import ajout, document, fichiers, onglets

app_name = "documents"
D = "documents/<int:pk>"

urlpatterns = [
    path("dossiers/<str:numero>/documents/", onglets.dossier, name="dossier"),
    path("dossiers/<str:numero>/documents/ajouter/", ajout.dossier, name="dossier_ajouter"),
    path("annuaire/personnes/<int:pk>/documents/", onglets.personne, name="personne"),
    path("annuaire/personnes/<int:pk>/documents/ajouter/", ajout.personne, name="personne_ajouter"),
    path("annuaire/societes/<int:pk>/documents/", onglets.societe, name="societe"),
    path("annuaire/societes/<int:pk>/documents/ajouter/", ajout.societe, name="societe_ajouter"),
    path("documents/lecteurs/", ajout.lecteurs, name="lecteurs_json"),
    path("corbeille/", onglets.corbeille, name="corbeille"),
    path(f"{D}/", document.document, name="document"),
    path(f"{D}/modifier/", document.modifier, name="modifier"),
    path(f"{D}/remplacer/", document.remplacer, name="remplacer"),
    path(f"{D}/supprimer/", document.supprimer, name="supprimer"),
    path(f"{D}/restaurer/", document.restaurer, name="restaurer"),
    path(f"{D}/versions/<int:rang>/", fichiers.telecharger, name="fichier"),
    path(f"{D}/versions/<int:rang>/pages/<int:page>/", fichiers.page, name="page"),
]
