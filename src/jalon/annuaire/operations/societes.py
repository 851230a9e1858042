"""Actes sur les sociétés : créer, modifier."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte, TypeSociete
from ..models import Societe, TypeDeSociete
from ..numeros import refus_delai, refus_entite_publique
from .commun import deja_creee, nettes, poser


@transaction.atomic
def creer_societe(
    *, par, donnees: Mapping[str, Any], types: Iterable[str] = (), cle_creation: UUID | None = None
) -> Societe:
    """Crée une société et ses types ; `cle_creation` rend l'acte répétable.

    Lève `Refus` pour un délai au-delà de la loi, ou un code service hors d'une entité publique.
    """
    exiger(par, "annuaire.ecriture")
    if deja := deja_creee(Societe, cle_creation):
        return deja
    societe = Societe(centre=par.centre, cle_creation=cle_creation)
    changements = appliquer(societe, nettes(donnees))
    _verifier_societe(societe)
    societe.save()
    _poser_types(societe, types)
    journaliser(par=par, acte=Acte.SOCIETE_CREEE, objet=societe, changements=changements)
    faits_modifies(societe)
    return societe


@transaction.atomic
def modifier_societe(
    *, par, societe: Societe, version: int, donnees: Mapping[str, Any], types: Iterable[str] | None = None
) -> Societe:
    """Modifie une société lue à la version donnée.

    Lève `Conflit` si elle a changé depuis, `Refus` comme à la création.
    """
    exiger(par, "annuaire.ecriture")
    changements = appliquer(societe, nettes(donnees))
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


def _poser_types(societe: Societe, types: Iterable[str]) -> list[Changement]:
    return poser(TypeDeSociete, TypeSociete, "type", "Types", {"societe": societe}, set(types))
