"""Actes sur les sessions : fermer la sienne, les autres, toutes celles d'un compte."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from jalon.journal.operations import journaliser

from ..enums import Acte
from ..models import Utilisateur


def couper_sessions(utilisateur: Utilisateur, *, sauf: str = "") -> int:
    """Ferme les sessions d'un compte, sauf celle de la clé `sauf`, et rend leur nombre.

    Dans la transaction de l'acte qui la demande : la page suivante de chacune mène à la connexion.
    """
    sessions = UserSession.objects.filter(user=utilisateur).exclude(session_key=sauf).order_by("pk")
    return sum(_fermer(session) for session in sessions)


def _fermer(session: UserSession) -> int:
    """Rend 1 si la session vivait encore."""
    vivait = session.exists()
    session.end()
    return int(vivait)


@transaction.atomic
def fermer_session(*, par: Utilisateur, session: UserSession) -> None:
    """Ferme une de ses propres sessions."""
    if session.user_id != par.pk:
        raise ValueError("une session ne se ferme que par son titulaire")
    session.end()
    journaliser(par=par, acte=Acte.SESSIONS_FERMEES, objet=par)


@transaction.atomic
def fermer_autres_sessions(*, par: Utilisateur, cle: str) -> int:
    """Ferme toutes ses sessions sauf celle de cette clé, et rend leur nombre."""
    nombre = couper_sessions(par, sauf=cle)
    if nombre:
        journaliser(par=par, acte=Acte.SESSIONS_FERMEES, objet=par, motif="Toutes les autres")
    return nombre


@transaction.atomic
def noter_mot_de_passe(*, utilisateur: Utilisateur, cle: str = "") -> None:
    """Le mot de passe vient de changer : le journal le dit, les autres sessions se ferment."""
    couper_sessions(utilisateur, sauf=cle)
    journaliser(par=utilisateur, acte=Acte.MOT_DE_PASSE_CHANGE, objet=utilisateur)


def noter_activite(*, cle: str, instant: datetime) -> None:
    """Retient quand une session a servi pour la dernière fois."""
    UserSession.objects.filter(session_key=cle).update(last_seen_at=instant)
