"""Actes sur le catalogue."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jalon.comptes.droits import exiger
from jalon.journal.operations import appliquer, journaliser
from jalon.socle.annonces import faits_modifies
from jalon.socle.versions import avancer_version

from .enums import Acte
from .models import Prestation


@transaction.atomic
def creer_prestation(*, par, donnees: Mapping[str, Any]) -> Prestation:
    """Crée une prestation du catalogue."""
    exiger(par, "admin.ecriture")
    prestation = Prestation()
    changements = appliquer(prestation, donnees)
    prestation.save()
    journaliser(par=par, acte=Acte.PRESTATION_CREEE, objet=prestation, changements=changements)
    return prestation


@transaction.atomic
def modifier_prestation(*, par, prestation: Prestation, version: int, donnees: Mapping[str, Any]) -> Prestation:
    """Modifie une prestation lue à la version donnée. Lève `Conflit` si elle a changé depuis."""
    exiger(par, "admin.ecriture")
    changements = appliquer(prestation, donnees)
    if not changements:
        return prestation
    avancer_version(prestation, version)
    prestation.save()
    journaliser(par=par, acte=Acte.PRESTATION_MODIFIEE, objet=prestation, changements=changements)
    faits_modifies(prestation)
    return prestation
