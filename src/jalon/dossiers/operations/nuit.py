"""Recalcul des dossiers dont le statut change avec le jour, et de ceux qu'une version antérieure a laissés."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from ..models import Dossier
from .commun import verrouiller
from .consequences import recalculer_dossier
from .effets import appliquer_prevus


def recalculer_a_echeance(*, jour: date) -> int:
    """Recalcule les dossiers dont la bascule est atteinte ou la complétude jamais dressée ; rend leur nombre.

    Ce qui était prévu prend d'abord effet, ou dit pourquoi il ne le peut plus ; un dossier annulé attend.
    Une transaction par dossier : un arrêt au milieu laisse le reste pour la fois suivante.
    """
    a_faire = Dossier.objects.filter(Q(date_bascule_statut__lte=jour) | Q(manques_porte=""))
    a_faire = a_faire.filter(annule_at=None).order_by("pk")
    cles = list(a_faire.values_list("pk", flat=True))
    for cle in cles:
        with transaction.atomic():
            dossier = verrouiller(Dossier(pk=cle))
            appliquer_prevus(dossier, jour=jour)
            recalculer_dossier(dossier, jour=jour)
    return len(cles)
