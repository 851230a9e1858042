"""Adresses de la pièce « annuaire »."""

from django.urls import path
from django.views.generic import RedirectView

from jalon.socle.acces import connecte

from .views import archivage, creation, listes, personnes, propositions, rattachements, societes
from .views.commun import societe_ou_404

app_name = "annuaire"
_SOCIETE = "societes/<int:pk>/"

urlpatterns = [
    path("", connecte(RedirectView.as_view(pattern_name="annuaire:personnes")), name="annuaire"),
    # Personnes
    path("personnes/", listes.personnes, name="personnes"),
    path("personnes/nouvelle/", personnes.nouvelle, name="personne_nouvelle"),
    path("personnes/creer/", creation.personne, name="personne_creer"),
    path("personnes/doublons/", creation.personne_doublons, name="personne_doublons"),
    path("personnes/propositions/", propositions.personnes, name="personnes_json"),
    path("personnes/<int:pk>/", personnes.personne, name="personne"),
    path("personnes/<int:pk>/choisir/", creation.personne_choisir, name="personne_choisir"),
    path("personnes/<int:pk>/modifier/", personnes.modifier, name="personne_modifier"),
    path("personnes/<int:pk>/historique/", personnes.historique, name="personne_historique"),
    *archivage.adresses("personne", "personnes", personnes.detaillee_ou_403),
    # Sociétés
    path("societes/", listes.societes, name="societes"),
    path("societes/nouvelle/", societes.nouvelle, name="societe_nouvelle"),
    path("societes/creer/", creation.societe, name="societe_creer"),
    path("societes/doublons/", creation.societe_doublons, name="societe_doublons"),
    path("societes/propositions/", propositions.societes, name="societes_json"),
    path(_SOCIETE, societes.societe, name="societe"),
    path(f"{_SOCIETE}choisir/", creation.societe_choisir, name="societe_choisir"),
    path(f"{_SOCIETE}modifier/", societes.modifier, name="societe_modifier"),
    path(f"{_SOCIETE}historique/", societes.historique, name="societe_historique"),
    path(f"{_SOCIETE}contacts/", societes.contacts, name="societe_contacts"),
    path(f"{_SOCIETE}contacts/nouveau/", rattachements.nouveau, name="rattachement_nouveau"),
    path(f"{_SOCIETE}contacts/<int:lien>/", rattachements.modifier, name="rattachement_modifier"),
    path(f"{_SOCIETE}contacts/<int:lien>/retirer/", rattachements.retirer, name="rattachement_retirer"),
    *archivage.adresses("societe", "societes", societe_ou_404),
    # Financeurs : sociétés et particuliers
    path("financeurs/propositions/", propositions.financeurs, name="financeurs_json"),
]
