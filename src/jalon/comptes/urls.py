"""Connexion et mot de passe : les vues d'allauth, sous des adresses françaises et avec leurs noms d'origine."""

from allauth.account import views
from django.urls import path, re_path
from django.views.generic import RedirectView

from jalon.socle.acces import connecte, public

from .views import compte, invitation, sessions

# Le premier tiret sépare la personne de la clé, qui en contient un aussi.
_CLE = r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("connexion/", public(views.login), name="account_login"),
    path("deconnexion/", connecte(views.logout), name="account_logout"),
    path("mot-de-passe/oublie/", public(views.password_reset), name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", public(views.password_reset_done), name="account_reset_password_done"),
    re_path(_CLE, public(views.password_reset_from_key), name="account_reset_password_from_key"),
    path(
        "mot-de-passe/nouveau/fait/",
        public(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("compte/", compte.mon_compte, name="mon_compte"),
    path("compte/sessions/fermer/", sessions.fermer_les_autres, name="sessions_fermer"),
    path("compte/sessions/<int:pk>/fermer/", sessions.fermer, name="session_fermer"),
    path("invitation/<str:jeton>/", invitation.invitation, name="invitation"),
    path("mot-de-passe/changer/", connecte(views.password_change), name="account_change_password"),
    path("compte-inactif/", public(views.account_inactive), name="account_inactive"),
    path("reauthentification/", connecte(views.reauthenticate), name="account_reauthenticate"),
    # Noms qu'allauth cherche : l'inscription et le changement de courriel n'existent pas ici.
    path("inscription/", public(RedirectView.as_view(pattern_name="account_login")), name="account_signup"),
    path(
        "mot-de-passe/choisir/",
        connecte(RedirectView.as_view(pattern_name="account_change_password")),
        name="account_set_password",
    ),
    path(
        "courriel/",
        connecte(RedirectView.as_view(pattern_name="account_change_password")),
        name="account_email",
    ),
]
