"""Actes du bloc « Identité » et du bloc « Prestation et dates »."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jalon.annuaire.enums import RolePersonne
from jalon.annuaire.models import Personne
from jalon.annuaire.operations import ajouter_role
from jalon.journal.operations import appliquer
from jalon.prestations.models import Prestation
from jalon.prestations.queries import derniere_publiee
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte, Avancement, MotifAcces
from ..models import Dossier
from ..rules.dates import refus_dates
from .commun import conclure, poser_acces, prendre_bloc

PAS_LE_DROIT = "Changer {quoi} demande un droit particulier : contactez l’administrateur."


@transaction.atomic
def changer_identite(
    *, par, dossier: Dossier, version: int, beneficiaire: Personne, donnees: Mapping[str, Any]
) -> Dossier:
    """Enregistre le bloc « Identité » : bénéficiaire (droit propre, G2) et situation à l'entrée."""
    dossier = prendre_bloc(dossier, "identite", version, par=par)
    changements = appliquer(dossier, donnees)
    acte = Acte.DOSSIER_MODIFIE
    if beneficiaire != dossier.beneficiaire:
        exiger(par, "dossiers.changer_beneficiaire", PAS_LE_DROIT.format(quoi="le bénéficiaire"))
        changements += appliquer(dossier, {"beneficiaire": beneficiaire})
        acte = Acte.BENEFICIAIRE_CHANGE
        dossier.preparer()
        ajouter_role(par=par, personne=beneficiaire, role=RolePersonne.BENEFICIAIRE)
    dossier.save()
    conclure(dossier, par=par, acte=acte, changements=changements)
    return dossier


@transaction.atomic
def modifier_rattachement(
    *, par, dossier: Dossier, version: int, prestation: Prestation, donnees: Mapping[str, Any]
) -> Dossier:
    """Enregistre le bloc « Prestation et dates » : prestation (droit propre, G2), rattachement, dates (D1, D2)."""
    dossier = prendre_bloc(dossier, "prestation", version, par=par)
    changements = appliquer(dossier, donnees)
    acte = Acte.DOSSIER_MODIFIE
    if prestation != dossier.prestation:
        exiger(par, "dossiers.changer_prestation", PAS_LE_DROIT.format(quoi="la prestation"))
        suite = {"prestation": prestation, "version_prestation": derniere_publiee(prestation)}
        changements += appliquer(dossier, suite)
        acte = Acte.PRESTATION_CHANGEE
    _verifier_dates(dossier)
    dossier.save()
    poser_acces(dossier, MotifAcces.CONSEILLER, dossier.conseiller)
    poser_acces(dossier, MotifAcces.GESTIONNAIRE, dossier.gestionnaire)
    conclure(dossier, par=par, acte=acte, changements=changements)
    return dossier


def _verifier_dates(dossier: Dossier) -> None:
    entree = dossier.date_entree_saisie or dossier.date_entree_calculee
    if dossier.date_entree_source == "evenement":
        entree = dossier.date_entree
    fin = dossier.date_fin_saisie or dossier.date_fin_calculee
    # Abandonner avant l'entrée prévue est normal : seule une sortie borne la date d'entrée (D3).
    sortie = None if dossier.avancement == Avancement.ABANDONNE else dossier.date_sortie
    for champ, phrase in refus_dates(entree, fin, sortie).items():
        raise Refus(phrase, champ=champ)
