"""De quoi composer une version en une ligne, par les actes du produit."""

from jalon.prestations.models import Action, Prestation, TypeDocument, VersionPrestation
from jalon.prestations.operations import (
    creer_action,
    enregistrer_deroule,
    enregistrer_exigences,
    publier_version,
)
from jalon.prestations.rules import LigneDeroule
from tests import fabriques


def action(libelle: str = "Entretien", minutes: int = 60, **champs) -> Action:
    donnees = {"libelle": libelle, "minutes": minutes, **champs}
    return creer_action(par=fabriques.utilisateur("administrateur"), donnees=donnees)


def piece(libelle: str = "CV") -> TypeDocument:
    return TypeDocument.objects.get_or_create(libelle=libelle)[0]


def brouillon(
    prestation: Prestation, *actions: Action, champs: dict[str, str] | None = None, pieces=None
) -> VersionPrestation:
    """Un brouillon : une étape par action, ces champs et ces pièces exigés."""
    par = fabriques.utilisateur("administrateur")
    lignes = [LigneDeroule(une) for une in actions]
    prete = enregistrer_deroule(par=par, prestation=prestation, revision=0, lignes=lignes)
    return enregistrer_exigences(
        par=par, prestation=prestation, revision=prete.version, champs=champs or {}, pieces=pieces or {}
    )


def publiee(prestation: Prestation, *actions: Action, **exigences) -> VersionPrestation:
    par = fabriques.utilisateur("administrateur")
    return publier_version(par=par, version=brouillon(prestation, *actions, **exigences))
