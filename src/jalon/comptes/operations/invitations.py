"""Actes sur les invitations : inviter, renvoyer, révoquer, accepter. Le jeton n'est rendu qu'une fois."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.jetons import empreinte_de, nouveau_jeton

from ..enums import Acte
from ..models import Invitation, Utilisateur
from ..rules import ADMINISTRER, expiration
from .sessions import couper_sessions
from .utilisateurs import creer_compte

DESACTIVE = "Ce compte est désactivé : réactivez-le avant de l’inviter."
DEJA_OUVERT = (
    "Cette personne a déjà choisi son mot de passe. "
    "Si elle l’a perdu, « Mot de passe oublié » lui en donne un autre."
)
LIEN_MORT = "Ce lien ne vaut plus."


@transaction.atomic
def inviter_utilisateur(*, par: Any, donnees: Mapping[str, Any]) -> tuple[Utilisateur, str]:
    """Crée un compte et son invitation ; rend le jeton du lien. Lève `Refus` : courriel déjà pris."""
    exiger(par, ADMINISTRER)
    utilisateur = creer_compte(par, donnees)
    return utilisateur, _preparer(par, utilisateur)


@transaction.atomic
def renvoyer_invitation(*, par: Any, utilisateur: Utilisateur) -> str:
    """Rend le jeton d'un nouveau lien ; le précédent ne vaut plus. Lève `Refus` si le compte est ouvert."""
    exiger(par, ADMINISTRER)
    if utilisateur.has_usable_password():
        raise Refus(DEJA_OUVERT)
    return _preparer(par, utilisateur)


@transaction.atomic
def redonner_acces(*, utilisateur: Utilisateur) -> str:
    """Un lien pour un compte déjà ouvert : la commande `installer --forcer`, quand l'administrateur est dehors."""
    return _preparer(None, utilisateur)


def _preparer(par: Any, utilisateur: Utilisateur) -> str:
    if not utilisateur.is_active:
        raise Refus(DESACTIVE)
    maintenant, jeton = timezone.now(), nouveau_jeton()
    _revoquer(utilisateur)
    Invitation.objects.create(
        utilisateur=utilisateur, auteur=par, empreinte=empreinte_de(jeton), expire_at=expiration(maintenant)
    )
    journaliser(par=par, acte=Acte.INVITATION_PREPAREE, objet=utilisateur)
    return jeton


def _revoquer(utilisateur: Utilisateur) -> int:
    """Ferme l'invitation ouverte d'un compte ; le compte est verrouillé : deux envois simultanés se suivent."""
    Utilisateur.objects.select_for_update(no_key=True).filter(pk=utilisateur.pk).values_list("pk").first()
    return utilisateur.invitations.ouvertes().update(revoquee_at=timezone.now())


@transaction.atomic
def revoquer_invitation(*, par: Any, utilisateur: Utilisateur) -> None:
    """Le lien envoyé ne vaut plus ; sans effet s'il n'y en a pas."""
    exiger(par, ADMINISTRER)
    if _revoquer(utilisateur):
        journaliser(par=par, acte=Acte.INVITATION_REVOQUEE, objet=utilisateur)


@transaction.atomic
def accepter_invitation(*, jeton: str, mot_de_passe: str) -> Utilisateur:
    """La personne choisit son mot de passe ; le lien a servi. Lève `Refus` s'il ne vaut plus, même à l'instant."""
    maintenant = timezone.now()
    invitations = Invitation.objects.select_for_update(of=("self",)).select_related("utilisateur")
    invitation = invitations.filter(empreinte=empreinte_de(jeton)).first()
    if invitation is None or not invitation.is_valable(maintenant):
        raise Refus(LIEN_MORT)
    utilisateur = invitation.utilisateur
    invitation.utilisee_at = maintenant
    invitation.save(update_fields=["utilisee_at", "updated_at"])
    utilisateur.set_password(mot_de_passe)
    utilisateur.save(update_fields=["password"])
    couper_sessions(utilisateur)
    journaliser(par=utilisateur, acte=Acte.INVITATION_ACCEPTEE, objet=utilisateur)
    return utilisateur
