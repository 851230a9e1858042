"""Actes sur une action."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte
from ..models import Action
from ..queries import usages_de

UTILISEE = "« {nom} » est utilisée : {usages}. Retirez-la plutôt : elle reste là où elle sert."


@transaction.atomic
def creer_action(*, par, donnees: Mapping[str, Any]) -> Action:
    """Crée une action. Lève `Refus` : libellé déjà pris, absence facturée d'une action qui ne l'est pas."""
    exiger(par, "admin.ecriture")
    action = Action()
    changements = appliquer(action, donnees)
    _garder(action)
    action.save()
    journaliser(par=par, acte=Acte.ACTION_CREEE, objet=action, changements=changements)
    return action


@transaction.atomic
def modifier_action(*, par, action: Action, version: int, donnees: Mapping[str, Any]) -> Action:
    """Modifie une action lue à cette version : elle change dans toutes les prestations.

    Lève `Conflit` si elle a changé depuis, `Refus` comme à la création.
    """
    exiger(par, "admin.ecriture")
    changements = appliquer(action, donnees)
    if not changements:
        return action
    _garder(action)
    avancer_version(action, version, quoi="cette action")
    action.save()
    journaliser(par=par, acte=Acte.ACTION_MODIFIEE, objet=action, changements=changements)
    return action


@transaction.atomic
def basculer_action(*, par, action: Action, is_active: bool) -> Action:
    """Retirée, une action n'est plus proposée dans un déroulé ; elle reste là où elle sert."""
    exiger(par, "admin.ecriture")
    if action.is_active == is_active:
        return action
    avancer_version(action, action.version, quoi="cette action")
    action.is_active = is_active
    action.save()
    acte = Acte.ACTION_REMISE if is_active else Acte.ACTION_RETIREE
    mots = ("non", "oui") if is_active else ("oui", "non")
    journaliser(par=par, acte=acte, objet=action, changements=[Changement("is_active", "proposée", *mots)])
    return action


@transaction.atomic
def supprimer_action(*, par, action: Action) -> None:
    """Supprime une action que rien n'utilise. Lève `Refus` avec la liste des usages."""
    exiger(par, "admin.ecriture")
    if usages := usages_de(action):
        raise Refus(UTILISEE.format(nom=action, usages=", ".join(f"{n} {mot}" for mot, n in usages)))
    journaliser(par=par, acte=Acte.ACTION_SUPPRIMEE, objet=action, motif=str(action))
    action.delete()


def _garder(action: Action) -> None:
    if action.is_facturable_si_absent and not action.is_facturable:
        phrase = "Une action qui ne se facture pas ne se facture pas non plus à l’absent."
        raise Refus(phrase, champ="is_facturable_si_absent")
    autres = Action.objects.filter(libelle__iexact=action.libelle).exclude(pk=action.pk).order_by("pk")
    if autre := autres.first():
        raise Refus(f"L’action « {autre} » porte déjà ce libellé.", champ="libelle")
