"""Adresses des mémos : le fil de chaque objet sous l'objet, les actes sous le mémo."""

from django.urls import path

from .views import actes, fil, relances

app_name = "memos"


def adresses_de(porteur: str, prefixe: str, nom: str = "") -> list:
    """Le fil d'un objet et « Ajouter un mémo » ; `nom` les nomme dans les adresses d'une pièce plus haute."""
    quoi, nom = {"porteur": porteur}, nom or porteur
    return [
        path(f"{prefixe}memos/", fil.fil, quoi, name=nom),
        path(f"{prefixe}memos/nouveau/", fil.nouveau, quoi, name=f"{nom}_nouveau"),
    ]


urlpatterns = [
    *adresses_de("dossier", "dossiers/<str:numero>/"),
    *adresses_de("personne", "annuaire/personnes/<int:pk>/"),
    *adresses_de("societe", "annuaire/societes/<int:pk>/"),
    path("memos/<int:pk>/modifier/", actes.modifier, name="modifier"),
    path("memos/<int:pk>/versions/", actes.versions, name="versions"),
    path("memos/<int:pk>/supprimer/", actes.supprimer, name="supprimer"),
    path("memos/<int:pk>/restaurer/", actes.restaurer, name="restaurer"),
    path("memos/<int:pk>/faite/", actes.faite, name="faite"),
    path("memos/<int:pk>/reporter/", actes.reporter, name="reporter"),
    path("memos/collegues/", actes.collegues_json, name="collegues_json"),
    path("relances/", relances.relances, name="relances"),
]
