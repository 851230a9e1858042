"""Adresses d'Admin > Profils et Admin > Équipes."""

from django.urls import path

from .views import acces, equipes, profils

app_name = "droits"
PROFIL = "admin/profils/<int:pk>"
EQUIPE = "admin/equipes/<int:pk>"

urlpatterns = [
    path("admin/profils/", profils.profils, name="profils"),
    path(f"{PROFIL}/", profils.profil, name="profil"),
    path(f"{PROFIL}/modifier/", profils.modifier, name="profil_modifier"),
    path(f"{PROFIL}/dupliquer/", profils.dupliquer, name="profil_dupliquer"),
    path(f"{PROFIL}/etat/", profils.etat, name="profil_etat"),
    path(f"{PROFIL}/supprimer/", profils.supprimer, name="profil_supprimer"),
    path("admin/utilisateurs/<int:pk>/acces/", acces.acces, name="acces"),
    path("admin/equipes/", equipes.equipes, name="equipes"),
    path("admin/equipes/nouvelle/", equipes.nouvelle, name="equipe_nouvelle"),
    path("admin/equipes/collegues/", equipes.collegues, name="collegues"),
    path(f"{EQUIPE}/", equipes.equipe, name="equipe"),
    path(f"{EQUIPE}/modifier/", equipes.modifier, name="equipe_modifier"),
    path(f"{EQUIPE}/etat/", equipes.etat, name="equipe_etat"),
    path(f"{EQUIPE}/supprimer/", equipes.supprimer, name="equipe_supprimer"),
]
