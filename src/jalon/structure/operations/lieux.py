"""Actes sur les lieux : salles, bureaux, espaces."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Centre, Lieu
from . import commun


@transaction.atomic
def creer_lieu(*, par: Any, centre: Centre, **donnees: Any) -> Lieu:
    """Crée un lieu dans un centre. Lève `Refus` : nom déjà pris dans ce centre, partage sans capacité."""
    return commun.creer(par, Lieu(), {"centre": centre, **donnees}, Acte.LIEU_CREE, _garder)


@transaction.atomic
def modifier_lieu(*, par: Any, objet: Lieu, version: int, donnees: Mapping[str, Any]) -> Lieu:
    """Modifie un lieu lu à cette version. Lève `Conflit`, ou `Refus` comme à la création."""
    return commun.modifier(par, objet, version, donnees, Acte.LIEU_MODIFIE, _garder)


@transaction.atomic
def basculer_lieu(*, par: Any, objet: Lieu, is_active: bool) -> Lieu:
    """Désactivé, un lieu n'est plus proposé ; les séances qui s'y tiennent y restent."""
    return commun.basculer(par, objet, is_active, Acte.LIEU_REACTIVE if is_active else Acte.LIEU_DESACTIVE)


@transaction.atomic
def supprimer_lieu(*, par: Any, objet: Lieu) -> None:
    """Lève `Refus` avec la liste des usages."""
    commun.supprimer(par, objet, Acte.LIEU_SUPPRIME)


def _garder(lieu: Lieu) -> None:
    if lieu.is_partageable and not lieu.capacite:
        raise Refus("Partageable, un lieu a une capacité : elle dit quand il est plein.", champ="capacite")
    commun.refuser_doublon(
        lieu, "libelle", "Ce centre a déjà « {autre} ».", centre=lieu.centre, libelle__iexact=lieu.libelle
    )
