"""Adresses du dossier : chaque onglet, bloc et formulaire vit sous `/dossiers/<numero>/`."""

from django.urls import path

from .views import (
    annulation,
    controle,
    evenements,
    historique,
    liste,
    ouverture,
    page,
    personne,
    societe,
    transfert,
    version,
)

app_name = "dossiers"
D = "dossiers/<str:numero>"

urlpatterns = [
    path("production/", liste.production, name="liste"),
    path("production/conseillers/", liste.conseillers_json, name="conseillers_json"),
    path("controle/", controle.sommaire, name="controles"),
    path("controle/<slug:code>/", controle.vue, name="controle"),
    path("dossiers/nouveau/", ouverture.nouveau, name="nouveau"),
    path(f"{D}/", page.consulter, name="dossier"),
    path(f"{D}/contacts/", page.consulter, {"onglet": "contacts"}, name="contacts"),
    path(f"{D}/objectifs/", page.consulter, {"onglet": "objectifs"}, name="objectifs"),
    path(f"{D}/evenements/", evenements.evenements, name="evenements"),
    path(f"{D}/evenements/<int:pk>/modifier/", evenements.modifier_un, name="evenement_modifier"),
    path(f"{D}/evenements/<int:pk>/annuler/", evenements.annuler_un, name="evenement_annuler"),
    path(f"{D}/rouvrir/", evenements.rouvrir, name="rouvrir"),
    path(f"{D}/historique/", historique.historique, name="historique"),
    path(f"{D}/annuler/", annulation.annuler, name="annuler"),
    path(f"{D}/restaurer/", annulation.restaurer, name="restaurer"),
    path(f"{D}/version/", version.passer, name="version"),
    path("admin/prestations/<int:pk>/dossiers/", version.dossiers_prestation, name="prestation_dossiers"),
    path("admin/utilisateurs/<int:pk>/transferer/", transfert.transferer, name="transferer"),
    path(f"{D}/modifier/", page.modifier_page, name="modifier"),
    path(f"{D}/<slug:code>/modifier/", page.modifier_bloc, name="modifier_bloc"),
    path(f"{D}/evenements/<slug:type_evenement>/declencher/", evenements.declencher, name="declencher"),
    path("annuaire/societes/<int:pk>/dossiers/", societe.societe_dossiers, name="societe_dossiers"),
    path("annuaire/personnes/<int:pk>/dossiers/", personne.personne_dossiers, name="personne_dossiers"),
]
