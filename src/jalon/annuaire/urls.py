"""Adresses de la pièce « annuaire »."""

from django.urls import path
from django.views.generic import RedirectView

from jalon.socle.acces import connecte

from .doublons import views as doublons
from .models import Personne, Societe
from .views import (
    archivage,
    cartes,
    contact_societe,
    contacts,
    creation,
    listes,
    personnes,
    photos,
    propositions,
    rattachements,
    societes,
)
from .views.commun import detaillee_ou_403, societe_ou_404

app_name = "annuaire"


def _doublon(debut: str, modele: type, nom: str) -> list:
    """Les adresses d'une paire de fiches."""
    sorte = {"modele": modele}
    return [
        path(debut, doublons.doublon, sorte, name=f"doublon_{nom}"),
        path(f"{debut}ecarter/", doublons.ecarter, sorte, name=f"doublon_{nom}_ecarter"),
        path(f"{debut}retablir/", doublons.retablir, sorte, name=f"doublon_{nom}_retablir"),
        path(f"{debut}archiver/", doublons.archiver, sorte, name=f"doublon_{nom}_archiver"),
    ]


_PERSONNE, _SOCIETE = "personnes/<int:pk>/", "societes/<int:pk>/"

urlpatterns = [
    path("", connecte(RedirectView.as_view(pattern_name="annuaire:personnes")), name="annuaire"),
    # Personnes
    path("personnes/", listes.personnes, name="personnes"),
    path("personnes/nouvelle/", personnes.nouvelle, name="personne_nouvelle"),
    path("personnes/creer/", creation.personne, name="personne_creer"),
    path("personnes/doublons/", creation.personne_doublons, name="personne_doublons"),
    path("personnes/propositions/", propositions.personnes, name="personnes_json"),
    path(_PERSONNE, personnes.personne, name="personne"),
    path(f"{_PERSONNE}carte/", cartes.personne, name="personne_carte"),
    path(f"{_PERSONNE}choisir/", creation.personne_choisir, name="personne_choisir"),
    path(f"{_PERSONNE}modifier/", personnes.modifier, name="personne_modifier"),
    path(f"{_PERSONNE}historique/", personnes.historique, name="personne_historique"),
    path(f"{_PERSONNE}contacts/", contacts.contacts, name="personne_contacts"),
    path(f"{_PERSONNE}contacts/nouveau/", contacts.nouveau, name="personne_lien_nouveau"),
    path(f"{_PERSONNE}contacts/<int:lien>/", contacts.modifier, name="personne_lien_modifier"),
    path(f"{_PERSONNE}contacts/<int:lien>/retirer/", contacts.retirer, name="personne_lien_retirer"),
    path(f"{_PERSONNE}photo/", photos.image, name="personne_photo"),
    path(f"{_PERSONNE}photo/deposer/", photos.deposer, name="personne_photo_deposer"),
    path(f"{_PERSONNE}photo/retirer/", photos.retirer, name="personne_photo_retirer"),
    *archivage.adresses("personne", "personnes", detaillee_ou_403),
    # Sociétés
    path("societes/", listes.societes, name="societes"),
    path("societes/nouvelle/", societes.nouvelle, name="societe_nouvelle"),
    path("societes/creer/", creation.societe, name="societe_creer"),
    path("societes/doublons/", creation.societe_doublons, name="societe_doublons"),
    path("societes/propositions/", propositions.societes, name="societes_json"),
    path(_SOCIETE, societes.societe, name="societe"),
    path(f"{_SOCIETE}carte/", cartes.societe, name="societe_carte"),
    path(f"{_SOCIETE}choisir/", creation.societe_choisir, name="societe_choisir"),
    path(f"{_SOCIETE}modifier/", societes.modifier, name="societe_modifier"),
    path(f"{_SOCIETE}historique/", societes.historique, name="societe_historique"),
    path(f"{_SOCIETE}contacts/", societes.contacts, name="societe_contacts"),
    path(f"{_SOCIETE}contacts/creer/", contact_societe.creer, name="contact_creer"),
    path(f"{_SOCIETE}contacts/nouveau/", rattachements.nouveau, name="rattachement_nouveau"),
    path(f"{_SOCIETE}contacts/<int:lien>/", rattachements.modifier, name="rattachement_modifier"),
    path(f"{_SOCIETE}contacts/<int:lien>/retirer/", rattachements.retirer, name="rattachement_retirer"),
    *archivage.adresses("societe", "societes", societe_ou_404),
    # Doublons
    path("doublons/", doublons.personnes, name="doublons_personnes"),
    path("doublons/ecartes/", doublons.personnes_ecartees, name="doublons_personnes_ecartes"),
    path("doublons/societes/", doublons.societes, name="doublons_societes"),
    path("doublons/societes/ecartes/", doublons.societes_ecartees, name="doublons_societes_ecartes"),
    *[
        chemin
        for sorte, nom in ((Personne, "personne"), (Societe, "societe"))
        for chemin in _doublon(f"doublons/{nom}s/<int:pk>/", sorte, nom)
    ],
    # Financeurs : sociétés et particuliers
    path("financeurs/propositions/", propositions.financeurs, name="financeurs_json"),
]
