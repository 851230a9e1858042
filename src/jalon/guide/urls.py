"""Adresses des guides."""

from django.urls import path

from . import views

app_name = "guide"
urlpatterns = [
    path("", views.sommaire, name="sommaire"),
    path("images/<str:nom>", views.image, name="image"),
    path("<slug:code>/", views.page, name="page"),
]
