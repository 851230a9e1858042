"""Adresses du premier démarrage."""

from django.urls import path

from . import views

app_name = "installation"
urlpatterns = [
    path("", views.premier_demarrage, name="premier_demarrage"),
    path("<slug:code>/passer/", views.passer, name="passer"),
    path("<slug:code>/reprendre/", views.reprendre, name="reprendre"),
]
