"""Actes sur les jours fermés."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jalon.journal.operations import journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import ECRITURE, Acte
from ..models import Fermeture
from ..rules import refus_periode
from . import commun


@transaction.atomic
def creer_fermeture(*, par: Any, **donnees: Any) -> Fermeture:
    """Ferme un centre (ou toute la maison sans `centre`) du premier au dernier jour compris. Lève `Refus`."""
    return commun.creer(par, Fermeture(), donnees, Acte.FERMETURE_CREEE, _garder)


@transaction.atomic
def modifier_fermeture(*, par: Any, objet: Fermeture, version: int, donnees: Mapping[str, Any]) -> Fermeture:
    """Modifie une fermeture lue à cette version. Lève `Conflit`, ou `Refus` : fin avant début."""
    return commun.modifier(par, objet, version, donnees, Acte.FERMETURE_MODIFIEE, _garder)


@transaction.atomic
def basculer_fermeture(*, par: Any, objet: Fermeture, is_active: bool) -> Fermeture:
    """Levée, une fermeture ne ferme plus rien mais reste lisible."""
    acte = Acte.FERMETURE_REACTIVEE if is_active else Acte.FERMETURE_DESACTIVEE
    return commun.basculer(par, objet, is_active, acte)


@transaction.atomic
def supprimer_fermeture(*, par: Any, objet: Fermeture) -> None:
    """Supprime une fermeture saisie par erreur. Lève `Refus` si quelque chose s'y rattache."""
    commun.supprimer(par, objet, Acte.FERMETURE_SUPPRIMEE)


@transaction.atomic
def reprendre_feries(*, par: Any, jours: Iterable[tuple[date, str]]) -> list[Fermeture]:
    """Ferme toute la maison ces jours fériés (jour, nom). Un jour déjà repris est sauté ; rend les nouveaux."""
    exiger(par, ECRITURE)
    demandes = dict(jours)
    deja = Fermeture.objects.filter(is_feriee=True, centre__isnull=True, date_debut__in=demandes)
    pris = set(deja.values_list("date_debut", flat=True))
    crees = []
    for jour, nom in sorted(demandes.items()):
        if jour not in pris:
            fermeture = Fermeture(libelle=nom, date_debut=jour, date_fin=jour, is_feriee=True)
            fermeture.save()
            journaliser(par=par, acte=Acte.FERMETURE_CREEE, objet=fermeture)
            crees.append(fermeture)
    return crees


def _garder(fermeture: Fermeture) -> None:
    if phrase := refus_periode(fermeture.date_debut, fermeture.date_fin):
        raise Refus(phrase, champ="date_fin")
