"""Acte du bloc « Contacts » (C1 à C5)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jalon.annuaire.enums import RolePersonne, TypeSociete
from jalon.annuaire.operations import ajouter_role
from jalon.journal.operations import appliquer
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Dossier
from .commun import conclure, prendre_bloc

# Choisir quelqu'un pour un rôle le lui donne dans l'annuaire.
ROLES = {
    "prescripteur": RolePersonne.PRESCRIPTEUR,
    "tuteur": RolePersonne.TUTEUR,
    "contact_gestionnaire": RolePersonne.GESTIONNAIRE,
}


@transaction.atomic
def modifier_contacts(*, par, dossier: Dossier, version: int, donnees: Mapping[str, Any]) -> Dossier:
    """Enregistre prescripteur, employeur, tuteur, gestionnaire chez le client et donneur d'ordre.

    Le donneur d'ordre est une société typée « Donneur d'ordre » (C5), sinon `Refus`.
    """
    dossier = prendre_bloc(dossier, "contacts", version, par=par)
    changements = appliquer(dossier, donnees)
    _verifier_donneur_ordre(dossier)
    dossier.save()
    for champ, role in ROLES.items():
        if getattr(dossier, champ):
            ajouter_role(par=par, personne=getattr(dossier, champ), role=role)
    conclure(dossier, par=par, acte=Acte.CONTACTS_MODIFIES, changements=changements)
    return dossier


def _verifier_donneur_ordre(dossier: Dossier) -> None:
    societe = dossier.donneur_ordre
    if societe and not societe.types.filter(type=TypeSociete.DONNEUR_ORDRE).exists():
        raise Refus("Cette société n’est pas typée « Donneur d’ordre » dans l’annuaire.", champ="donneur_ordre")
