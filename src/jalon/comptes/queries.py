"""Lectures sur les comptes : sessions ouvertes, invitation, fiches liées."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from jalon.socle.jetons import empreinte_de

from .models import Invitation, Utilisateur
from .registres import liens_de
from .rules import navigateur_en_mots


@dataclass(frozen=True)
class SessionOuverte:
    """Un appareil où le compte est ouvert. `activite_at` est juste à dix minutes près."""

    pk: int
    navigateur: str
    ouverte_at: datetime
    activite_at: datetime
    is_ici: bool


def sessions_ouvertes(utilisateur: Utilisateur, cle: str | None = None) -> list[SessionOuverte]:
    """Celles qui vivent encore, celle de la clé donnée d'abord, puis la plus récente. Deux requêtes."""
    notees = list(UserSession.objects.filter(user=utilisateur).order_by("-last_seen_at", "-pk"))
    vivantes = set(
        Session.objects.filter(
            session_key__in=[s.session_key for s in notees], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    ouvertes = [_lire(session, cle) for session in notees if session.session_key in vivantes]
    return sorted(ouvertes, key=lambda session: not session.is_ici)


def _lire(session: UserSession, cle: str | None) -> SessionOuverte:
    return SessionOuverte(
        session.pk,
        navigateur_en_mots(session.user_agent),
        session.created_at,
        session.last_seen_at,
        session.session_key == cle,
    )


def session_de(utilisateur: Utilisateur, pk: int) -> UserSession | None:
    """Une de ses sessions, ou None."""
    return UserSession.objects.filter(user=utilisateur, pk=pk).first()


def invitation_de(utilisateur: Utilisateur) -> Invitation | None:
    """Son invitation ouverte, expirée ou non. Une requête."""
    return utilisateur.invitations.ouvertes().select_related("auteur").first()


def invitation_valable(jeton: str) -> Invitation | None:
    """L'invitation que ce jeton ouvre encore, ou None, sans dire pourquoi. Une requête."""
    invitations = Invitation.objects.select_related("utilisateur")
    invitation = invitations.filter(empreinte=empreinte_de(jeton)).first()
    return invitation if invitation and invitation.is_valable(timezone.now()) else None


def fiches_liees(utilisateur: Utilisateur, par: Any) -> list[tuple[str, Any, str]]:
    """Les fiches liées au compte que cette personne peut poser : (libellé, fiche, son adresse)."""
    lues = [(lien, lien.lire(utilisateur)) for lien in liens_de(par)]
    return [(lien.libelle, fiche, reverse(lien.url_name, args=[fiche.pk])) for lien, fiche in lues if fiche]
