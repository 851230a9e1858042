"""Adresses d'Admin > Utilisateurs."""

from django.urls import path

from .views import utilisateurs as vues

app_name = "comptes"
_FICHE = "utilisateurs/<int:pk>/"

urlpatterns = [
    path("utilisateurs/", vues.utilisateurs, name="utilisateurs"),
    path("utilisateurs/nouveau/", vues.nouveau, name="utilisateur_nouveau"),
    path(_FICHE, vues.utilisateur, name="utilisateur"),
    path(f"{_FICHE}modifier/", vues.modifier, name="utilisateur_modifier"),
    path(f"{_FICHE}etat/", vues.etat, name="utilisateur_etat"),
    path(f"{_FICHE}invitation/", vues.inviter, name="utilisateur_inviter"),
    path(f"{_FICHE}invitation/revoquer/", vues.revoquer, name="utilisateur_revoquer"),
]
