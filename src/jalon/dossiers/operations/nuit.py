"""Recalcul des dossiers dont le statut change avec le jour, et de ceux qu'une version antérieure a laissés."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from ..models import Dossier
from .commun import verrouiller
from .completude import recalculer_completude
from .statut import recalculer


def recalculer_a_echeance(*, jour: date) -> int:
    """Recalcule les dossiers dont la bascule est atteinte ou la complétude jamais dressée ; rend leur nombre.

    Une transaction par dossier : un arrêt au milieu laisse le reste pour la fois suivante.
    """
    a_faire = Dossier.objects.filter(Q(date_bascule_statut__lte=jour) | Q(manques_porte="")).order_by("pk")
    cles = list(a_faire.values_list("pk", flat=True))
    for cle in cles:
        with transaction.atomic():
            dossier = recalculer(verrouiller(Dossier(pk=cle)), jour=jour)
            recalculer_completude(dossier)
    return len(cles)
