"""Ouvrir un dossier : un bénéficiaire, une prestation, rien d'autre n'est exigé (H1)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jalon.annuaire.enums import RolePersonne
from jalon.annuaire.models import Personne
from jalon.annuaire.operations import ajouter_role
from jalon.journal.operations import appliquer, journaliser
from jalon.prestations.models import Origine, Prestation
from jalon.prestations.queries import derniere_publiee
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.numerotation import numero_suivant
from jalon.structure.models import Reglages

from ..enums import Acte, MotifAcces
from ..models import Dossier
from ..rules.affectation import affectation_d_office
from .commun import poser_acces


@transaction.atomic
def ouvrir_dossier(
    *,
    par,
    beneficiaire: Personne,
    prestation: Prestation,
    donnees: Mapping[str, Any] | None = None,
    cle_creation: UUID | None = None,
) -> Dossier:
    """Ouvre un dossier et rend le dossier créé.

    `donnees` : valeurs facultatives (conseiller, gestionnaire, centre…). Par défaut le centre est celui de
    l'auteur ; le conseiller référent est l'auteur si son profil vient de Conseiller, le gestionnaire s'il vient de
    Gestionnaire ; l'origine est celle que la maison propose d'office.
    `cle_creation` rend l'acte répétable : un double clic rend le dossier déjà ouvert.
    """
    exiger(par, "dossiers.ecriture")
    if not prestation.is_active:
        raise Refus("Cette prestation n’est plus proposée.", champ="prestation")
    if deja := _deja_ouvert(cle_creation):
        return deja
    numero = _numero()  # garde la série : de deux clics simultanés, le second attend ici, puis voit le premier
    if deja := _deja_ouvert(cle_creation):
        return deja
    dossier = Dossier(
        numero=numero,
        beneficiaire=beneficiaire,
        prestation=prestation,
        created_by=par,
        cle_creation=cle_creation,
    )
    defauts = {"version_prestation": derniere_publiee(prestation), **_defauts(par)}
    changements = appliquer(dossier, {**defauts, **(donnees or {})})
    dossier.preparer()
    dossier.save()
    poser_acces(dossier, MotifAcces.CONSEILLER, dossier.conseiller)
    poser_acces(dossier, MotifAcces.GESTIONNAIRE, dossier.gestionnaire)
    ajouter_role(par=par, personne=beneficiaire, role=RolePersonne.BENEFICIAIRE)
    journaliser(par=par, acte=Acte.DOSSIER_OUVERT, objet=dossier, changements=changements)
    faits_modifies(dossier)
    return dossier


def _deja_ouvert(cle_creation: UUID | None) -> Dossier | None:
    return Dossier.objects.filter(cle_creation=cle_creation).first() if cle_creation else None


def _numero() -> str:
    """Le numéro suivant de l'année, au format des réglages."""
    annee = timezone.localdate().year
    return Reglages.courants().format_numero.format(annee=annee, numero=numero_suivant(f"dossier-{annee}"))


def _defauts(par) -> dict[str, Any]:
    defauts: dict[str, Any] = {"centre": par.centre, "origine": Origine.objects.par_defaut()}
    role = affectation_d_office(par.profil.origine)
    return {**defauts, role: par} if role else defauts
