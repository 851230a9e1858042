"""Actes sur les rattachements d'une personne à une société."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Personne, Rattachement, Societe
from ..rules import periode_possible
from .personnes import creer_personne


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
def creer_contact(
    *,
    par,
    societe: Societe,
    donnees: Mapping[str, Any],
    roles: Iterable[str] = (),
    date_debut: date | None = None,
    cle_creation: UUID | None = None,
) -> Rattachement:
    """Crée une personne et la rattache à la société où elle travaille, en un acte.

    `donnees` : les champs de la personne, dont sa fonction. `cle_creation` rend l'acte répétable : un double clic
    rend le rattachement déjà créé.
    """
    donnees = {**donnees, "employeur": societe}
    personne = creer_personne(par=par, donnees=donnees, roles=roles, cle_creation=cle_creation)
    if deja := personne.rattachements.filter(societe=societe).first():
        return deja
    fonction = donnees.get("fonction", "")
    return rattacher(par=par, personne=personne, societe=societe, fonction=fonction, date_debut=date_debut)


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


def _verifier_periode(lien: Rattachement) -> None:
    if not periode_possible(lien.date_debut, lien.date_fin):
        raise Refus("La fin du rattachement précède son début.", champ="date_fin")
