from django.urls import path

from .views import catalogue, theme

app_name = "ui"

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("formulaire/", catalogue.formulaire, name="catalogue_formulaire"),
    path("dialogue/", catalogue.dialogue, name="catalogue_dialogue"),
    path("propositions/", catalogue.exemples, name="catalogue_propositions"),
    path("theme/", theme.choisir, name="theme"),
]
