"""Actes sur la structure."""

from django.db import transaction

from jalon.journal.operations import journaliser

from .enums import Acte
from .models import Centre, Lieu


@transaction.atomic
def creer_centre(*, par, **donnees) -> Centre:
    """Crée un centre (code, nom, adresse…)."""
    centre = Centre.objects.create(**donnees)
    journaliser(par=par, acte=Acte.CENTRE_CREE, objet=centre)
    return centre


@transaction.atomic
def creer_lieu(*, par, centre: Centre, **donnees) -> Lieu:
    """Crée un lieu dans un centre."""
    lieu = Lieu.objects.create(centre=centre, **donnees)
    journaliser(par=par, acte=Acte.LIEU_CREE, objet=lieu, sujet=centre)
    return lieu
