"""La tâche de fond qui fait un travail long."""

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django_tasks import task

from jalon.socle.enums import EtatTravail
from jalon.socle.erreurs import Refus
from jalon.socle.models import Travail
from jalon.socle.models.travail import CONSERVATION

from .registre import FONCTIONS, Suivi, TravailAnnule

journal = logging.getLogger(__name__)
PANNE = "Une panne a interrompu ce travail. Recommencez ; si elle se répète, prévenez l’administrateur."


@task()
def executer_travail(travail_id: int) -> None:
    """Fait un travail en attente. Sans effet s'il est annulé, effacé ou déjà pris par un autre processus."""
    en_attente = Travail.objects.filter(pk=travail_id, etat=EtatTravail.EN_ATTENTE)
    if not en_attente.update(etat=EtatTravail.EN_COURS, updated_at=timezone.now()):
        return
    travail = Travail.objects.get(pk=travail_id)
    try:
        message = _executer(travail)
    except TravailAnnule:
        _finir(travail, EtatTravail.ANNULE, "Annulé : ce qui était fait le reste.")
    except Refus as refus:
        _finir(travail, EtatTravail.ECHOUE, refus.message)
    except Exception:
        journal.exception("travail %s (%s)", travail.pk, travail.fonction)
        _finir(travail, EtatTravail.ECHOUE, PANNE)
    else:
        _finir(travail, EtatTravail.TERMINE, message)


def _executer(travail: Travail) -> str:
    """Redemande le droit : il a pu être retiré, ou le compte désactivé, depuis la demande."""
    par: Any = get_user_model()._default_manager.get(pk=travail.utilisateur_id)
    if not par.is_active or (travail.droit and not par.a_le_droit(travail.droit)):
        raise Refus("Votre profil ne permet plus ce travail.")
    return FONCTIONS.obtenir(travail.fonction).executer(Suivi(travail, par))


def _finir(travail: Travail, etat: EtatTravail, message: str) -> None:
    travail.etat, travail.message = etat, message[:500]
    travail.termine_at = timezone.now()
    travail.expire_at = travail.termine_at + CONSERVATION
    travail.save(update_fields=["etat", "message", "termine_at", "expire_at", "updated_at"])
