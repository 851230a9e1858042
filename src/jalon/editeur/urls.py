"""Adresses de l'éditeur : Admin > Modèles, Admin > Marqueurs."""

from django.urls import path

from .views import essai, marqueurs, modeles, versions

app_name = "editeur"
M = "admin/modeles/<int:pk>"

urlpatterns = [
    path("admin/modeles/", modeles.modeles, name="modeles"),
    path("admin/modeles/nouveau/", modeles.nouveau, name="nouveau"),
    path(f"{M}/", modeles.modele, name="modele"),
    path(f"{M}/modifier/", modeles.modifier, name="modifier"),
    path(f"{M}/deposer/", versions.deposer, name="deposer"),
    path(f"{M}/essayer/", essai.essai, name="essayer"),
    path(f"{M}/publier/", versions.publier, name="publier"),
    path(f"{M}/etat/", versions.etat, name="etat"),
    path(f"{M}/versions/<int:rang>/fichier/", versions.telecharger, name="fichier"),
    path("admin/marqueurs/", marqueurs.marqueurs, name="marqueurs"),
]
