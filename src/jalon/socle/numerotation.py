"""Numéros automatiques, uniques et croissants dans une série ; les trous sont permis (domaine, « Dossier »)."""

from django.db import transaction
from django.db.models import F

from .models import Compteur


def numero_suivant(serie: str) -> int:
    """Prend le numéro suivant de la série, dans la transaction en cours.

    La ligne du compteur reste verrouillée jusqu'à la fin de la transaction : deux créations simultanées
    n'obtiennent jamais le même numéro.
    """
    with transaction.atomic():
        Compteur.objects.get_or_create(serie=serie)
        Compteur.objects.filter(serie=serie).update(valeur=F("valeur") + 1)
        return Compteur.objects.values_list("valeur", flat=True).get(serie=serie)
