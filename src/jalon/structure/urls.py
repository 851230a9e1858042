"""Adresses de la pièce « structure » : sous /admin/, et les logos."""

from django.urls import path

from .views import feries, horaires, reglages, tva
from .views.ecrans import ECRANS
from .views.objets import adresses

app_name = "structure"
urlpatterns = [
    path("admin/reglages/", reglages.reglages, name="reglages"),
    path("admin/reglages/modifier/", reglages.modifier, name="reglages_modifier"),
    path("admin/reglages/numero/", reglages.apercu, name="apercu_numero"),
    path("admin/reglages/logo/", reglages.logo, name="logo"),
    path("admin/reglages/logo/retirer/", reglages.logo_retirer, name="logo_retirer"),
    path("admin/reglages/tva/", tva.changer, name="tva"),
    path("admin/reglages/tva/<int:pk>/annuler/", tva.annuler, name="tva_annuler"),
    path("admin/jours-feries/", feries.feries, name="feries"),
    path("admin/centres/<int:pk>/horaires/", horaires.horaires, name="horaires"),
    path("logo/<slug:empreinte>.png", reglages.image_logo, name="image_logo"),
]
for _ecran in ECRANS.values():
    urlpatterns += adresses(_ecran)
