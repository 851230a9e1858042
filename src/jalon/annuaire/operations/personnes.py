"""Actes sur les personnes : créer, modifier, donner un rôle."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte, RolePersonne
from ..models import Personne, RoleDePersonne
from ..rules import naissance_possible
from .commun import deja_creee, exiger_details, nettes, poser
from .etiquettes import poser_etiquettes


@transaction.atomic
def creer_personne(
    *,
    par,
    donnees: Mapping[str, Any],
    roles: Iterable[str] = (),
    etiquettes: Iterable[int] = (),
    nouvelle_etiquette: str = "",
    cle_creation: UUID | None = None,
) -> Personne:
    """Crée une personne, ses rôles et ses étiquettes. Un doublon ne bloque jamais (domaine, « Doublons »).

    `cle_creation` rend l'acte répétable : un double clic rend la fiche déjà créée. Lève `Refus` si la naissance
    est dans l'avenir.
    """
    exiger(par, "annuaire.ecriture")
    if deja := deja_creee(Personne, cle_creation):
        return deja
    personne = Personne(centre=par.centre, cle_creation=cle_creation)
    changements = appliquer(personne, nettes(donnees))
    _verifier_naissance(personne)
    personne.save()
    _poser_roles(personne, roles)
    changements += poser_etiquettes(par, personne, etiquettes, nouvelle_etiquette)
    journaliser(par=par, acte=Acte.PERSONNE_CREEE, objet=personne, changements=changements)
    faits_modifies(personne)
    return personne


@transaction.atomic
def modifier_personne(
    *,
    par,
    personne: Personne,
    version: int,
    donnees: Mapping[str, Any],
    roles: Iterable[str] | None = None,
    etiquettes: Iterable[int] | None = None,
    nouvelle_etiquette: str = "",
) -> Personne:
    """Modifie une fiche lue à la version donnée ; rôles et étiquettes ne changent que s'ils sont donnés.

    Lève `Conflit` si elle a changé depuis, `AccesRefuse` si les détails de la personne ne sont pas visibles,
    `Refus` si la naissance est dans l'avenir.
    """
    exiger(par, "annuaire.ecriture")
    exiger_details(par, personne)
    changements = appliquer(personne, nettes(donnees))
    _verifier_naissance(personne)
    if roles is not None:
        changements += _poser_roles(personne, roles)
    if etiquettes is not None:
        changements += poser_etiquettes(par, personne, etiquettes, nouvelle_etiquette)
    if not changements:
        return personne
    avancer_version(personne, version)
    personne.save()
    journaliser(par=par, acte=Acte.PERSONNE_MODIFIEE, objet=personne, changements=changements)
    faits_modifies(personne)
    return personne


@transaction.atomic
def ajouter_role(*, par, personne: Personne, role: RolePersonne) -> None:
    """Donne un rôle de plus à une personne ; sans effet si elle l'a déjà."""
    _, cree = RoleDePersonne.objects.get_or_create(personne=personne, role=role)
    if cree:
        changement = Changement("roles", "Rôle", "—", RolePersonne(role).label)
        journaliser(par=par, acte=Acte.PERSONNE_MODIFIEE, objet=personne, changements=[changement])


def _verifier_naissance(personne: Personne) -> None:
    if not naissance_possible(personne.date_naissance, timezone.localdate()):
        raise Refus("La date de naissance est dans l’avenir.", champ="date_naissance")


def _poser_roles(personne: Personne, roles: Iterable[str]) -> list[Changement]:
    return poser(RoleDePersonne, RolePersonne, "role", "Rôles", {"personne": personne}, set(roles))
