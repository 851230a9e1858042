"""Actes sur les ressources que l'on réserve."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Ressource
from . import commun


@transaction.atomic
def creer_ressource(*, par: Any, **donnees: Any) -> Ressource:
    """Crée une ressource. Lève `Refus` : nom déjà pris, plusieurs exemplaires d'une ressource exclusive."""
    return commun.creer(par, Ressource(), donnees, Acte.RESSOURCE_CREEE, _garder)


@transaction.atomic
def modifier_ressource(*, par: Any, objet: Ressource, version: int, donnees: Mapping[str, Any]) -> Ressource:
    """Modifie une ressource lue à cette version. Lève `Conflit`, ou `Refus` comme à la création."""
    return commun.modifier(par, objet, version, donnees, Acte.RESSOURCE_MODIFIEE, _garder)


@transaction.atomic
def basculer_ressource(*, par: Any, objet: Ressource, is_active: bool) -> Ressource:
    """Désactivée, une ressource ne se réserve plus ; ses réservations passées restent."""
    acte = Acte.RESSOURCE_REACTIVEE if is_active else Acte.RESSOURCE_DESACTIVEE
    return commun.basculer(par, objet, is_active, acte)


@transaction.atomic
def supprimer_ressource(*, par: Any, objet: Ressource) -> None:
    """Lève `Refus` avec la liste des usages."""
    commun.supprimer(par, objet, Acte.RESSOURCE_SUPPRIMEE)


def _garder(ressource: Ressource) -> None:
    if not ressource.is_partageable and ressource.quantite != 1:
        raise Refus("Plusieurs exemplaires : cochez « partageable ».", champ="is_partageable")
    phrase = "La ressource « {autre} » porte déjà ce nom."
    commun.refuser_doublon(ressource, "libelle", phrase, libelle__iexact=ressource.libelle)
