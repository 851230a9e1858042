"""Les courriels des comptes : l'invitation, et ce que l'on répond à une personne invitée qui a « oublié »."""

from django.conf import settings
from django.template.loader import render_to_string

from jalon.socle.courriels import Message, envoyer_courriel

from .models import Utilisateur
from .rules import DUREE

HORS_RESEAU = ("filebased", "console", "dummy")


def can_envoyer() -> bool:
    """Dit si un courriel part vraiment d'ici ; sinon l'écran donne le lien à transmettre."""
    return not any(f".{nom}." in settings.EMAIL_BACKEND for nom in HORS_RESEAU)


def envoyer_invitation(utilisateur: Utilisateur, lien: str) -> bool:
    """Envoie le lien à la personne, hors de toute transaction ; faux si le courriel ne part pas."""
    if not can_envoyer():
        return False
    return _envoyer(utilisateur, "invitation", {"lien": lien, "jours": DUREE.days})


def rappeler_invitation(utilisateur: Utilisateur) -> None:
    """À qui a « oublié » un mot de passe pas encore choisi : son lien vient de l'administrateur."""
    _envoyer(utilisateur, "invitation_attendue", {})


def _envoyer(utilisateur: Utilisateur, nom: str, contexte: dict) -> bool:
    contexte = {"utilisateur": utilisateur, **contexte}
    objet, texte, html = (
        render_to_string(f"comptes/courriels/{nom}_{suffixe}", contexte).strip()
        for suffixe in ("objet.txt", "texte.txt", "texte.html")
    )
    sorts: list[Message] = []
    envoyer_courriel(
        destinataires=[utilisateur.courriel],
        objet=objet,
        texte=texte,
        html=html,
        par=None,
        sujet=utilisateur,
        apres=sorts.append,
    )
    return any(message.is_envoye for message in sorts)
