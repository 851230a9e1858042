"""Adresses de la pièce « prestations », sous /admin/."""

from django.urls import path

from .tables import TABLES
from .views import actions, admin, catalogue, prestations, propositions, reference, versions

app_name = "prestations"
P = "prestations/<int:pk>"
V = f"{P}/versions/<int:rang>"
A = "actions/<int:pk>"

urlpatterns = [
    path("", admin.admin, name="admin"),
    path("prestations/", prestations.prestations, name="prestations"),
    path("prestations/nouvelle/", prestations.nouvelle, name="nouvelle"),
    path("prestations/catalogue/", catalogue.reprendre, name="catalogue"),
    path("prestations/propositions/", propositions.prestations_json, name="json"),
    path(f"{P}/", prestations.prestation, name="prestation"),
    path(f"{P}/modifier/", prestations.modifier, name="modifier"),
    path(f"{P}/deroule/", versions.deroule, name="deroule"),
    path(f"{P}/deroule/modifier/", versions.modifier_deroule, name="modifier_deroule"),
    path(f"{P}/exigences/", versions.exigences, name="exigences"),
    path(f"{P}/exigences/modifier/", versions.modifier_exigences, name="modifier_exigences"),
    path(f"{P}/evenements/", prestations.evenements, name="evenements"),
    path(f"{P}/historique/", prestations.historique_prestation, name="historique"),
    path(f"{V}/publier/", versions.publier, name="publier"),
    path(f"{V}/abandonner/", versions.abandonner, name="abandonner"),
    path(f"{V}/reprendre/", versions.reprendre, name="reprendre"),
    path("actions/", actions.actions, name="actions"),
    path("actions/nouvelle/", actions.nouvelle, name="action_nouvelle"),
    path(f"{A}/", actions.action, name="action"),
    path(f"{A}/modifier/", actions.modifier, name="action_modifier"),
    path(f"{A}/etat/", actions.etat, name="action_etat"),
    path(f"{A}/supprimer/", actions.supprimer, name="action_supprimer"),
]
for _table in TABLES.values():
    urlpatterns += reference.adresses(_table)
