"""« Reprendre du catalogue » : créer ou compléter des prestations livrées. Répétable."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..catalogue import CATALOGUE, ActionLivree, PrestationLivree
from ..models import Action, Prestation, TypeDocument
from ..registres import CHAMPS_EXIGIBLES
from ..rules import LigneDeroule
from .action import creer_action
from .prestation import creer_prestation, modifier_prestation
from .reference import creer_valeur
from .version import enregistrer_deroule, enregistrer_exigences, publier_version


@dataclass
class Reprise:
    """Ce que la reprise a fait, par prestation."""

    creees: list[Prestation] = field(default_factory=list)
    completees: list[Prestation] = field(default_factory=list)


@transaction.atomic
def reprendre_du_catalogue(*, par, codes: Iterable[str]) -> Reprise:
    """Reprend ces fiches du catalogue livré. Lève `Refus` pour un code qui n'y est pas.

    Absente, la prestation se crée, première version publiée. Déjà là, ses textes vides se remplissent, et elle
    reçoit un déroulé et des exigences si elle n'a aucune version ; le reste n'est pas touché.
    """
    exiger(par, "admin.ecriture")
    reprise = Reprise()
    for code in dict.fromkeys(codes):
        if code not in CATALOGUE:
            raise Refus(f"Le catalogue livré n’a pas de prestation « {code} ».")
        _reprendre(par, CATALOGUE[code], reprise)
    return reprise


def _reprendre(par, fiche: PrestationLivree, reprise: Reprise) -> None:
    prestation = Prestation.objects.filter(code__iexact=fiche.code).order_by("pk").first()
    if prestation is None:
        prestation = creer_prestation(par=par, donnees=fiche.donnees)
        poser_version(par, prestation, fiche)
        reprise.creees.append(prestation)
    elif completer(par=par, prestation=prestation, fiche=fiche):
        reprise.completees.append(prestation)


@transaction.atomic
def completer(*, par, prestation: Prestation, fiche: PrestationLivree) -> bool:
    """Remplit les textes vides d'une prestation et lui donne sa première version. Dit si elle a changé."""
    manquants = {nom: valeur for nom, valeur in fiche.textes.items() if not getattr(prestation, nom)}
    if manquants:
        modifier_prestation(par=par, prestation=prestation, version=prestation.version, donnees=manquants)
    nouvelle = not prestation.versions.exists()
    if nouvelle:
        poser_version(par, prestation, fiche)
    return bool(manquants) or nouvelle


def poser_version(par, prestation: Prestation, fiche: PrestationLivree) -> None:
    """Écrit et publie la première version."""
    lignes = [LigneDeroule(**{**_etape(etape), "action": _action(par, etape.action)}) for etape in fiche.etapes]
    brouillon = enregistrer_deroule(par=par, prestation=prestation, revision=0, lignes=lignes)
    champs = {code: porte for code, porte in fiche.champs.items() if code in CHAMPS_EXIGIBLES}
    pieces = {_type_document(par, libelle): porte for libelle, porte in fiche.pieces.items()}
    brouillon = enregistrer_exigences(
        par=par, prestation=prestation, revision=brouillon.version, champs=champs, pieces=pieces
    )
    publier_version(par=par, version=brouillon)


def _etape(etape: Any) -> dict[str, Any]:
    return {nom: getattr(etape, nom) for nom in LigneDeroule._fields}


def _action(par, livree: ActionLivree) -> Action:
    deja = Action.objects.filter(libelle__iexact=livree.libelle).order_by("pk").first()
    return deja or creer_action(par=par, donnees=livree.donnees)


def _type_document(par, libelle: str) -> TypeDocument:
    deja = TypeDocument.objects.filter(libelle__iexact=libelle).order_by("pk").first()
    return deja or creer_valeur(par=par, valeur=TypeDocument(), donnees={"libelle": libelle})
