"""Adresses de la pièce « prestations », sous /admin/."""

from django.urls import path

from .views import admin, prestations, propositions

app_name = "prestations"
urlpatterns = [
    path("", admin.admin, name="admin"),
    path("prestations/", prestations.prestations, name="prestations"),
    path("prestations/nouvelle/", prestations.nouvelle, name="nouvelle"),
    path("prestations/propositions/", propositions.prestations_json, name="json"),
    path("prestations/<int:pk>/", prestations.prestation, name="prestation"),
    path("prestations/<int:pk>/modifier/", prestations.modifier, name="modifier"),
]
