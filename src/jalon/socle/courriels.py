"""Envoyer un courriel : après la transaction, et le sort connu. Un envoi manqué n'annule pas ce qui l'a demandé.

L'acte demande l'envoi ; il part une fois la transaction conclue, puis `message_envoye` l'annonce aux pièces
inscrites (classer le message au dossier, F5). Rien ne part si l'acte est refusé.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone

from .enums import SortMessage
from .erreurs import Refus
from .registres import Registre

journal = logging.getLogger(__name__)
DESTINATAIRES_MAX = 50
LIEN_TU = "[lien personnel]"


@dataclass(frozen=True)
class Message:
    """Un courriel et son sort. `sujet` est l'objet du produit qu'il concerne (un dossier, une personne…).

    `secrets` : ce que seul le destinataire doit lire (un lien personnel) ; remplacé dès que le message est parti,
    ni les copies ni les suites ne le voient. `par` vaut None quand une tâche l'envoie.
    `horodatage` et `sort` ne valent qu'une fois l'envoi tenté ;
    `erreur` dit alors pourquoi il a échoué.
    """

    destinataires: tuple[str, ...]
    objet: str
    texte: str
    par: Any
    sujet: models.Model | None
    html: str | None = None
    secrets: tuple[str, ...] = ()
    horodatage: datetime | None = None
    sort: SortMessage | None = None
    erreur: str = ""

    @property
    def is_envoye(self) -> bool:
        return self.sort == SortMessage.ENVOYE

    @property
    def sans_secrets(self) -> "Message":
        """Le message tel qu'on le garde : un secret s'y lit « [lien personnel] »."""
        if not self.secrets:
            return self
        return replace(self, texte=taire(self.texte, self.secrets), html=None, secrets=())


@dataclass(frozen=True)
class SuiteMessage:
    """Ce qu'une pièce fait d'un message une fois son sort connu : `suivre(message)`."""

    code: str
    suivre: Callable[[Message], None]
    ordre: int = 0


SUITES_MESSAGE: Registre[SuiteMessage] = Registre("suites d'un message")


def taire(texte: str, secrets: Sequence[str]) -> str:
    """Le texte, chaque secret remplacé par « [lien personnel] »."""
    for secret in secrets:
        texte = texte.replace(secret, LIEN_TU)
    return texte


def envoyer_courriel(
    *,
    destinataires: Sequence[str],
    objet: str,
    texte: str,
    par: Any,
    sujet: models.Model | None = None,
    html: str | None = None,
    secrets: Sequence[str] = (),
    apres: Callable[[Message], None] | None = None,
) -> Message:
    """Envoie le courriel une fois la transaction en cours conclue (tout de suite s'il n'y en a pas).

    `secrets` : les liens que les copies du message ne doivent pas garder.
    Une adresse répétée ne reçoit qu'un message ; chacun a le sien, nul ne voit les autres adresses.
    `apres(message)` reçoit le message avec son sort, avant les pièces inscrites. Lève `Refus` sans destinataire,
    sans objet, ou si une adresse n'en est pas une.
    """
    adresses = tuple(dict.fromkeys(a.strip() for a in destinataires if a.strip()))
    _verifier(adresses, objet)
    message = Message(adresses, " ".join(objet.split()), texte, par, sujet, html, tuple(secrets))
    transaction.on_commit(partial(_envoyer, message, apres))
    return message


def message_envoye(message: Message) -> None:
    """Annonce un message dont le sort est connu. Une pièce qui échoue n'en prive pas les autres."""
    for suite in SUITES_MESSAGE:
        _suivre(suite.suivre, message, suite.code)


def _verifier(adresses: tuple[str, ...], objet: str) -> None:
    if not adresses:
        raise Refus("Choisissez au moins un destinataire.", champ="destinataires")
    if len(adresses) > DESTINATAIRES_MAX:
        raise Refus(f"Pas plus de {DESTINATAIRES_MAX} destinataires à la fois.", champ="destinataires")
    if not objet.strip():
        raise Refus("Donnez un objet au message.", champ="objet")
    for adresse in adresses:
        try:
            validate_email(adresse)
        except ValidationError:
            raise Refus(f"« {adresse} » n’est pas une adresse de courriel.", champ="destinataires") from None


def _envoyer(message: Message, apres: Callable[[Message], None] | None) -> None:
    manquees = [adresse for adresse in message.destinataires if not _remettre(message, adresse)]
    sort = SortMessage.ECHEC if manquees else SortMessage.ENVOYE
    erreur = f"Non remis à {', '.join(manquees)}." if manquees else ""
    conclu = replace(message.sans_secrets, sort=sort, erreur=erreur, horodatage=timezone.now())
    if apres:
        _suivre(apres, conclu, "apres")
    message_envoye(conclu)


def _remettre(message: Message, adresse: str) -> bool:
    """Vrai si le serveur a pris le message. L'adresse ne va pas dans le journal technique."""
    courriel = EmailMultiAlternatives(message.objet, message.texte, to=[adresse])
    if message.html:
        courriel.attach_alternative(message.html, "text/html")
    try:
        courriel.send()
    except Exception as panne:
        journal.error("courriel non remis : %s", type(panne).__name__)
        return False
    return True


def _suivre(suivre: Callable[[Message], None], message: Message, code: str) -> None:
    try:
        with transaction.atomic():
            suivre(message)
    except Exception:
        journal.exception("suite d'un message : %s", code)
