"""Ce que toute page reçoit : navigation, recherche, thème."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from .navigation import liens_de, pastilles_de
from .themes import theme_de

ENTREES_BARRE_BASSE = 4
DOMAINE_ESSAI = "demo.example.org"
PROFILS_ESSAI = ("Conseiller", "Gestionnaire", "Responsable", "Administrateur", "Consultation")


def _adresse(nom: str) -> str:
    try:
        return reverse(nom)
    except NoReverseMatch:
        return ""


def comptes_essai() -> list[dict[str, str]]:
    """Les comptes d'essai, en démonstration seulement : profil et courriel."""
    if not settings.MODE_DEMONSTRATION:
        return []
    return [{"nom": profil, "courriel": f"{profil.lower()}@{DOMAINE_ESSAI}"} for profil in PROFILS_ESSAI]


def cadre(request: HttpRequest) -> dict:
    """Variables du cadre. Sans personne connectée : le thème et l'adresse de connexion seulement.

    `cadre.nav` : liens permis ; `cadre.basnav` et `cadre.plus` : leur partage sur téléphone ;
    `cadre.recherche` : adresse de la recherche, vide si la pièce n'est pas installée.
    """
    utilisateur = getattr(request, "user", None)
    connu = utilisateur is not None and utilisateur.is_authenticated
    nav = liens_de(utilisateur, request.path) if connu else []
    coupe = len(nav) if len(nav) <= ENTREES_BARRE_BASSE + 1 else ENTREES_BARRE_BASSE
    return {
        "cadre": {
            "connu": connu,
            "nav": nav,
            "basnav": nav[:coupe],
            "plus": nav[coupe:],
            "pastilles": partial(pastilles_de, utilisateur) if connu else (),  # lues par le bandeau seul
            "recherche": _adresse("recherche:recherche") if connu else "",
            "connexion": _adresse(settings.LOGIN_URL),
            "accueil": _adresse(settings.LOGIN_REDIRECT_URL) or "/",
            "compte": _adresse("mon_compte"),
            "mot_de_passe": _adresse("account_change_password"),
            "deconnexion": _adresse("account_logout"),
            "comptes_essai": [] if connu else comptes_essai(),
            **theme_de(request),
        }
    }
