"""Adresses du financement : l'onglet d'un dossier, et les conventions de l'administration (B2)."""

from django.urls import path

from jalon.dossiers.views.page import consulter
from jalon.memos.urls import adresses_de

from .views import conventions, etats, propositions

app_name = "financement"

urlpatterns = [
    path("dossiers/<str:numero>/financement/", consulter, {"onglet": "financement"}, name="dossier"),
    path("admin/conventions/", conventions.conventions, name="conventions"),
    path("admin/conventions/nouvelle/", conventions.nouvelle, name="convention_nouvelle"),
    path("admin/conventions/propositions/", propositions.conventions, name="conventions_json"),
    path("admin/conventions/<int:pk>/", conventions.convention, name="convention"),
    path("admin/conventions/<int:pk>/dossiers/", conventions.dossiers, name="convention_dossiers"),
    path("admin/conventions/<int:pk>/historique/", conventions.historique, name="convention_historique"),
    path("admin/conventions/<int:pk>/valeurs/", propositions.valeurs, name="convention_valeurs"),
    *adresses_de("convention", "admin/conventions/<int:pk>/", "convention_memos"),
    path("admin/conventions/<int:pk>/modifier/", conventions.modifier, name="convention_modifier"),
    *[
        path(f"admin/conventions/<int:pk>/{code}/", etats.changer_etat, {"code": code}, name=f"convention_{code}")
        for code in etats.ACTES
    ],
]
