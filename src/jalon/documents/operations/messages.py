"""Classer un message parti de Jalon dans les documents de la fiche dont il parle (F5)."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from ..courriels import CourrielLu, composer_courriel
from ..enums import Acte, Genre, Sort
from ..examen import Examen
from ..models import Document
from ..rules import TITRE_MAX, nettoyer_nom
from ..stockage import magasin
from .commun import conclure, poser_version


@transaction.atomic
def classer_message(
    *,
    par,
    porteur: models.Model,
    destinataires: str,
    objet: str,
    texte: str,
    sort: str = Sort.ENVOYE,
    erreur: str = "",
    instant: datetime | None = None,
) -> Document:
    """Garde le message tel qu'il est parti, avec son destinataire et son sort ; il se rouvre en .eml.

    Acte automatique : il suit l'envoi, et n'a besoin que du droit d'envoyer. `par` peut être None.
    """
    instant = instant or timezone.now()
    expediteur = settings.DEFAULT_FROM_EMAIL
    octets = composer_courriel(
        expediteur=expediteur, destinataires=destinataires, objet=objet, texte=texte, instant=instant
    )
    nom = nettoyer_nom(f"{objet or 'message'}.eml")
    examen = Examen(nom, "message/rfc822", octets, hashlib.sha256(octets).hexdigest())
    magasin().deposer(examen.flux, examen.empreinte)
    document = Document(
        auteur=par,
        genre=Genre.COURRIER,
        titre=(objet or "Message sans objet")[:TITRE_MAX],
        date_document=timezone.localdate(instant),
        **{porteur._meta.model_name: porteur},
    )
    document.save()
    lu = CourrielLu(expediteur, destinataires, objet, texte, instant)
    poser_version(document, examen, par=par, lu=lu, sort=sort, erreur=erreur)
    document.save()
    conclure(document, par=par, acte=Acte.MESSAGE_CLASSE)
    return document
