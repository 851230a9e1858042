"""Adresses du journal."""

from django.urls import path

from . import views

app_name = "journal"
urlpatterns = [path("admin/exports/", views.exports, name="exports")]
