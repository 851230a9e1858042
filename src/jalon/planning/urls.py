"""Adresses du planning : l'onglet d'un dossier, les séances de tous, et leurs actes."""

from django.urls import path

from .views import actes, agenda, creneaux, dossier, gestes, liste, propositions, reunions, seance

app_name = "planning"
D = "dossiers/<str:numero>/seances"
S = f"{D}/<int:pk>"
H = "seances/<int:pk>"

urlpatterns = [
    path(f"{D}/", dossier.dossier, name="dossier"),
    path(f"{D}/nouvelle/", seance.nouvelle, name="nouvelle"),
    path(f"{S}/modifier/", seance.modifier, name="modifier"),
    path(f"{S}/valider/", actes.valider, name="valider"),
    path(f"{S}/annuler/", actes.annuler, name="annuler"),
    path(f"{S}/reporter/", actes.reporter, name="reporter"),
    path(f"{S}/retablir/", actes.retablir, name="retablir"),
    path("seances/", liste.liste, name="liste"),
    path("seances/reunions/nouvelle/", reunions.nouvelle, name="reunion_nouvelle"),
    path(f"{H}/modifier/", reunions.modifier, name="reunion_modifier"),
    path(f"{H}/pointer/", gestes.pointer, name="pointer"),
    path(f"{H}/valider/", actes.valider, name="seance_valider"),
    path(f"{H}/annuler/", actes.annuler, name="seance_annuler"),
    path(f"{H}/reporter/", actes.reporter, name="seance_reporter"),
    path(f"{H}/retablir/", actes.retablir, name="seance_retablir"),
    path(f"{H}/", creneaux.fiche, name="fiche"),
    path(f"{H}/deplacer/", creneaux.deplacer, name="deplacer"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/evenements/", agenda.evenements_json, name="agenda_evenements"),
    path("agenda/rendez-vous/", creneaux.rendez_vous, name="rendez_vous"),
    path("agenda/personnes/", propositions.agendas_lus_json, name="agendas_lus_json"),
    path("agenda/salles/", propositions.salles, name="salles_json"),
    path("seances/dossiers/", propositions.dossiers, name="dossiers_json"),
    path("seances/agendas/", propositions.agendas, name="agendas_json"),
]
