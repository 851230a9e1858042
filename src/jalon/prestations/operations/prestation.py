"""Actes sur une prestation."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jalon.journal.operations import appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte
from ..models import Prestation
from ..rules import refus_tarification


@transaction.atomic
def creer_prestation(*, par, donnees: Mapping[str, Any]) -> Prestation:
    """Crée une prestation du catalogue. Lève `Refus` : code déjà pris, tarif horaire avec un forfait."""
    exiger(par, "admin.ecriture")
    prestation = Prestation()
    changements = appliquer(prestation, donnees)
    _garder(prestation)
    prestation.save()
    journaliser(par=par, acte=Acte.PRESTATION_CREEE, objet=prestation, changements=changements)
    return prestation


@transaction.atomic
def modifier_prestation(*, par, prestation: Prestation, version: int, donnees: Mapping[str, Any]) -> Prestation:
    """Modifie une prestation lue à la version donnée.

    Lève `Conflit` si elle a changé depuis, `Refus` comme à la création.
    """
    exiger(par, "admin.ecriture")
    changements = appliquer(prestation, donnees)
    if not changements:
        return prestation
    _garder(prestation)
    avancer_version(prestation, version, quoi="cette prestation")
    prestation.save()
    journaliser(par=par, acte=Acte.PRESTATION_MODIFIEE, objet=prestation, changements=changements)
    faits_modifies(prestation)
    return prestation


def _garder(prestation: Prestation) -> None:
    refus = refus_tarification(prestation.tarification, prestation.tarif_horaire, prestation.forfait)
    if refus:
        raise Refus(refus[1], champ=refus[0])
    deja = Prestation.objects.filter(code__iexact=prestation.code).exclude(pk=prestation.pk).order_by("pk")
    if autre := deja.first():
        raise Refus(f"La prestation « {autre} » porte déjà ce code.", champ="code")
