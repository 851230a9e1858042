"""Le QR code d'une salle : l'ouvrir, le fermer (F4)."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import journaliser
from jalon.planning.models import Seance
from jalon.planning.operations import verrouiller_seance
from jalon.socle.erreurs import Refus
from jalon.socle.jetons import empreinte_de

from ..enums import Acte
from ..fenetre import fenetre_en_vigueur
from ..models import JetonSalle
from ..queries import attendus
from ..queries_liens import jeton_de_salle
from ..rules.liens import expiration_salle, refus_ouvrir_salle
from .commun import dossiers_touches, garder

GRAINE_OCTETS = 32


@transaction.atomic
def ouvrir_salle(*, par: Any, seance: Seance) -> JetonSalle:
    """Ouvre le QR code de la séance, ou rend celui qui l'est déjà.

    Lève `Refus` : hors de ses heures, ou personne ne signe.
    """
    garder(par, seance)
    seance, maintenant = verrouiller_seance(seance), timezone.now()
    avant = fenetre_en_vigueur().avant
    debut, fin = timezone.localtime(seance.debut), timezone.localtime(seance.fin)
    if phrase := refus_ouvrir_salle(timezone.localtime(maintenant), debut=debut, fin=fin, avant=avant):
        raise Refus(phrase)
    if not attendus(seance):
        raise Refus("Personne ne signe cette séance.")
    ouverte = JetonSalle.objects.filter(seance=seance, ferme_at__isnull=True).first()
    if ouverte and ouverte.is_ouvert(maintenant):
        return ouverte
    _fermer(seance)
    graine = secrets.token_hex(GRAINE_OCTETS)
    salle = JetonSalle.objects.create(
        seance=seance, graine=graine, empreinte=empreinte_de(jeton_de_salle(graine)), auteur=par,
        expire_at=expiration_salle(seance.fin),
    )  # fmt: skip
    _journaliser(seance, par=par, acte=Acte.SALLE_OUVERTE)
    return salle


@transaction.atomic
def fermer_salle(*, par: Any, seance: Seance) -> None:
    """Le QR code affiché ou imprimé ne vaut plus ; sans effet s'il n'y en a pas."""
    garder(par, seance)
    seance = verrouiller_seance(seance)
    if _fermer(seance):
        _journaliser(seance, par=par, acte=Acte.SALLE_FERMEE)


def _fermer(seance: Seance) -> int:
    return JetonSalle.objects.filter(seance=seance, ferme_at__isnull=True).update(ferme_at=timezone.now())


def _journaliser(seance: Seance, *, par: Any, acte: Acte) -> None:
    for dossier in dossiers_touches(seance, None):
        journaliser(par=par, acte=acte, objet=seance, sujet=dossier)
