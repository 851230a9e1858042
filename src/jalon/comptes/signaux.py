"""Ce qu'allauth annonce, et ce que la maison en fait : dater la session, journaliser un mot de passe changé."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in
from django.http import HttpRequest
from django.utils import timezone

from .activite import CLE
from .models import Utilisateur
from .operations import noter_mot_de_passe


def brancher() -> None:
    """Appelée au démarrage."""
    user_logged_in.connect(_connexion, dispatch_uid="comptes.connexion")
    password_changed.connect(_change, dispatch_uid="comptes.mot_de_passe_change")
    password_reset.connect(_choisi, dispatch_uid="comptes.mot_de_passe_choisi")


def _connexion(request: HttpRequest, **_suite: Any) -> None:
    request.session[CLE] = timezone.now().timestamp()


def _change(request: HttpRequest, user: Utilisateur, **_suite: Any) -> None:
    """La session où l'on vient de le changer reste ouverte, les autres se ferment."""
    noter_mot_de_passe(utilisateur=user, cle=request.session.session_key)


def _choisi(user: Utilisateur, **_suite: Any) -> None:
    noter_mot_de_passe(utilisateur=user)
