"""Actes de l'annuaire : créer et modifier personnes et sociétés."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from jalon.comptes.droits import exiger
from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.annonces import faits_modifies
from jalon.socle.versions import avancer_version

from .enums import Acte, RolePersonne, TypeSociete
from .models import Personne, Rattachement, RoleDePersonne, Societe, TypeDeSociete


@transaction.atomic
def creer_personne(*, par, donnees: Mapping[str, Any], roles: Iterable[str] = ()) -> Personne:
    """Crée une personne et ses rôles. Un doublon ne bloque jamais (domaine, « Doublons »)."""
    exiger(par, "annuaire.ecriture")
    personne = Personne(centre=par.centre)
    changements = appliquer(personne, donnees)
    personne.save()
    _poser_roles(personne, roles)
    journaliser(par=par, acte=Acte.PERSONNE_CREEE, objet=personne, changements=changements)
    return personne


@transaction.atomic
def modifier_personne(
    *, par, personne: Personne, version: int, donnees: Mapping[str, Any], roles: Iterable[str] | None = None
) -> Personne:
    """Modifie une fiche lue à la version donnée. Lève `Conflit` si elle a changé depuis."""
    exiger(par, "annuaire.ecriture")
    changements = appliquer(personne, donnees)
    if roles is not None:
        changements += _poser_roles(personne, roles)
    if not changements:
        return personne
    avancer_version(personne, version)
    personne.save()
    journaliser(par=par, acte=Acte.PERSONNE_MODIFIEE, objet=personne, changements=changements)
    faits_modifies(personne)
    return personne


@transaction.atomic
def creer_societe(*, par, donnees: Mapping[str, Any], types: Iterable[str] = ()) -> Societe:
    """Crée une société et ses types."""
    exiger(par, "annuaire.ecriture")
    societe = Societe(centre=par.centre)
    changements = appliquer(societe, donnees)
    societe.save()
    _poser_types(societe, types)
    journaliser(par=par, acte=Acte.SOCIETE_CREEE, objet=societe, changements=changements)
    return societe


@transaction.atomic
def modifier_societe(
    *, par, societe: Societe, version: int, donnees: Mapping[str, Any], types: Iterable[str] | None = None
) -> Societe:
    """Modifie une société lue à la version donnée. Lève `Conflit` si elle a changé depuis."""
    exiger(par, "annuaire.ecriture")
    changements = appliquer(societe, donnees)
    if types is not None:
        changements += _poser_types(societe, types)
    if not changements:
        return societe
    avancer_version(societe, version)
    societe.save()
    journaliser(par=par, acte=Acte.SOCIETE_MODIFIEE, objet=societe, changements=changements)
    faits_modifies(societe)
    return societe


@transaction.atomic
def rattacher(*, par, personne: Personne, societe: Societe, fonction: str = "") -> Rattachement:
    """Rattache une personne à une société, avec sa fonction."""
    exiger(par, "annuaire.ecriture")
    lien = Rattachement.objects.create(personne=personne, societe=societe, fonction=fonction)
    journaliser(par=par, acte=Acte.RATTACHEMENT_CREE, objet=lien, sujet=personne)
    return lien


@transaction.atomic
def ajouter_role(*, par, personne: Personne, role: RolePersonne) -> None:
    """Donne un rôle de plus à une personne ; sans effet si elle l'a déjà."""
    _, cree = RoleDePersonne.objects.get_or_create(personne=personne, role=role)
    if cree:
        changement = Changement("roles", "Rôle", "—", RolePersonne(role).label)
        journaliser(par=par, acte=Acte.PERSONNE_MODIFIEE, objet=personne, changements=[changement])


def _poser_roles(personne: Personne, roles: Iterable[str]) -> list[Changement]:
    return _poser(RoleDePersonne, RolePersonne, "role", "Rôles", {"personne": personne}, set(roles))


def _poser_types(societe: Societe, types: Iterable[str]) -> list[Changement]:
    return _poser(TypeDeSociete, TypeSociete, "type", "Types", {"societe": societe}, set(types))


def _poser(modele, choix, champ: str, libelle: str, porteur: dict, voulus: set[str]) -> list[Changement]:
    """Remplace les valeurs posées par celles que l'on veut, et dit ce qui change."""
    lignes = modele.objects.filter(**porteur)
    anciens = set(lignes.values_list(champ, flat=True))
    if anciens == voulus:
        return []
    lignes.exclude(**{f"{champ}__in": voulus}).delete()
    modele.objects.bulk_create([modele(**porteur, **{champ: valeur}) for valeur in sorted(voulus - anciens)])
    return [Changement(f"{champ}s", libelle, _mots(choix, anciens), _mots(choix, voulus))]


def _mots(choix, valeurs: set[str]) -> str:
    return ", ".join(choix(valeur).label for valeur in sorted(valeurs)) or "—"
