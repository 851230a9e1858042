"""Actes de l'annuaire : créer et modifier personnes et sociétés."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import avancer_version

from .enums import Acte, RolePersonne, TypeSociete
from .models import Personne, Rattachement, RoleDePersonne, Societe, TypeDeSociete
from .numeros import refus_delai, refus_entite_publique
from .queries import details_visibles
from .rules import naissance_possible, periode_possible

Fiche = TypeVar("Fiche", Personne, Societe)


@transaction.atomic
def creer_personne(
    *, par, donnees: Mapping[str, Any], roles: Iterable[str] = (), cle_creation: UUID | None = None
) -> Personne:
    """Crée une personne et ses rôles. Un doublon ne bloque jamais (domaine, « Doublons »).

    `cle_creation` rend l'acte répétable : un double clic rend la fiche déjà créée. Lève `Refus` si la naissance
    est dans l'avenir.
    """
    exiger(par, "annuaire.ecriture")
    if deja := _deja_creee(Personne, cle_creation):
        return deja
    personne = Personne(centre=par.centre, cle_creation=cle_creation)
    changements = appliquer(personne, _nettes(donnees))
    _verifier_naissance(personne)
    personne.save()
    _poser_roles(personne, roles)
    journaliser(par=par, acte=Acte.PERSONNE_CREEE, objet=personne, changements=changements)
    return personne


@transaction.atomic
def modifier_personne(
    *, par, personne: Personne, version: int, donnees: Mapping[str, Any], roles: Iterable[str] | None = None
) -> Personne:
    """Modifie une fiche lue à la version donnée.

    Lève `Conflit` si elle a changé depuis, `AccesRefuse` si les détails de la personne ne sont pas visibles,
    `Refus` si la naissance est dans l'avenir.
    """
    exiger(par, "annuaire.ecriture")
    _exiger_details(par, personne)
    changements = appliquer(personne, _nettes(donnees))
    _verifier_naissance(personne)
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
def creer_societe(
    *, par, donnees: Mapping[str, Any], types: Iterable[str] = (), cle_creation: UUID | None = None
) -> Societe:
    """Crée une société et ses types ; `cle_creation` rend l'acte répétable.

    Lève `Refus` pour un délai au-delà de la loi, ou un code service hors d'une entité publique.
    """
    exiger(par, "annuaire.ecriture")
    if deja := _deja_creee(Societe, cle_creation):
        return deja
    societe = Societe(centre=par.centre, cle_creation=cle_creation)
    changements = appliquer(societe, _nettes(donnees))
    _verifier_societe(societe)
    societe.save()
    _poser_types(societe, types)
    journaliser(par=par, acte=Acte.SOCIETE_CREEE, objet=societe, changements=changements)
    return societe


@transaction.atomic
def modifier_societe(
    *, par, societe: Societe, version: int, donnees: Mapping[str, Any], types: Iterable[str] | None = None
) -> Societe:
    """Modifie une société lue à la version donnée.

    Lève `Conflit` si elle a changé depuis, `Refus` comme à la création.
    """
    exiger(par, "annuaire.ecriture")
    changements = appliquer(societe, _nettes(donnees))
    _verifier_societe(societe)
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
def rattacher(
    *, par, personne: Personne, societe: Societe, fonction: str = "", date_debut=None, date_fin=None
) -> Rattachement:
    """Rattache une personne à une société : fonction, début, fin. Lève `Refus` si la fin précède le début."""
    exiger(par, "annuaire.ecriture")
    lien = Rattachement(personne=personne, societe=societe)
    donnees = {"fonction": fonction, "date_debut": date_debut, "date_fin": date_fin}
    changements = appliquer(lien, donnees)
    _verifier_periode(lien)
    lien.save()
    _journaliser_lien(par, Acte.RATTACHEMENT_CREE, lien, changements)
    return lien


@transaction.atomic
def modifier_rattachement(*, par, rattachement: Rattachement, donnees: Mapping[str, Any]) -> Rattachement:
    """Change la fonction, le début ou la fin. Lève `Refus` si la fin précède le début."""
    exiger(par, "annuaire.ecriture")
    changements = appliquer(rattachement, donnees)
    _verifier_periode(rattachement)
    if changements:
        rattachement.save()
        _journaliser_lien(par, Acte.RATTACHEMENT_MODIFIE, rattachement, changements)
    return rattachement


@transaction.atomic
def retirer_rattachement(*, par, rattachement: Rattachement) -> None:
    """Retire un rattachement posé par erreur ; un départ se dit par une date de fin. Le journal garde la trace."""
    exiger(par, "annuaire.ecriture")
    _journaliser_lien(par, Acte.RATTACHEMENT_RETIRE, rattachement, [])
    rattachement.delete()


def _journaliser_lien(par, acte: Acte, lien: Rattachement, changements: list[Changement]) -> None:
    """Le lien s'inscrit dans l'Historique de la personne et dans celui de la société."""
    cotes = [
        (lien.personne, Changement("societe", "société", "—", str(lien.societe))),
        (lien.societe, Changement("personne", "personne", "—", str(lien.personne))),
    ]
    for sujet, autre in cotes:
        journaliser(par=par, acte=acte, objet=lien, sujet=sujet, changements=[autre, *changements])


@transaction.atomic
def ajouter_role(*, par, personne: Personne, role: RolePersonne) -> None:
    """Donne un rôle de plus à une personne ; sans effet si elle l'a déjà."""
    _, cree = RoleDePersonne.objects.get_or_create(personne=personne, role=role)
    if cree:
        changement = Changement("roles", "Rôle", "—", RolePersonne(role).label)
        journaliser(par=par, acte=Acte.PERSONNE_MODIFIEE, objet=personne, changements=[changement])


def _deja_creee(modele: type[Fiche], cle_creation: UUID | None) -> Fiche | None:
    return modele.objects.filter(cle_creation=cle_creation).first() if cle_creation else None


def _nettes(donnees: Mapping[str, Any]) -> dict[str, Any]:
    """Le courriel sans casse : c'est ainsi qu'on le cherche et qu'on le compare."""
    nettes = dict(donnees)
    if nettes.get("courriel"):
        nettes["courriel"] = nettes["courriel"].strip().lower()
    return nettes


def _exiger_details(par, personne: Personne) -> None:
    """Hors de son périmètre, on ne modifie pas une fiche dont on ne voit que le nom."""
    if not details_visibles(personne, par):
        raise AccesRefuse("Cette personne est suivie hors de votre périmètre : sa fiche ne se modifie pas d’ici.")


def _verifier_naissance(personne: Personne) -> None:
    if not naissance_possible(personne.date_naissance, timezone.localdate()):
        raise Refus("La date de naissance est dans l’avenir.", champ="date_naissance")


def _verifier_societe(societe: Societe) -> None:
    if phrase := refus_delai(societe.delai_paiement):
        raise Refus(phrase, champ="delai_paiement")
    phrase = refus_entite_publique(
        is_publique=societe.is_publique,
        code_service=societe.code_service,
        is_engagement_obligatoire=societe.is_engagement_obligatoire,
    )
    if phrase:
        raise Refus(phrase, champ="code_service" if societe.code_service else "is_engagement_obligatoire")


def _verifier_periode(lien: Rattachement) -> None:
    if not periode_possible(lien.date_debut, lien.date_fin):
        raise Refus("La fin du rattachement précède son début.", champ="date_fin")


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
