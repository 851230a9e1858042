"""Ce que l'on change à la connexion d'allauth : pas d'inscription libre, le courriel comme identifiant."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AdaptateurCompte(DefaultAccountAdapter):
    """Les comptes naissent d'une invitation, jamais d'une inscription."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """L'adresse qui limite le débit ; l'adresse nulle pour une session ouverte hors d'une requête."""
        return super().get_client_ip(request) if request.META else "::"

    def populate_username(self, request: HttpRequest, user) -> None:
        """Pas de nom d'utilisateur : le courriel suffit."""

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Le mot de passe changé, on revient à son compte."""
        return reverse("mon_compte")
