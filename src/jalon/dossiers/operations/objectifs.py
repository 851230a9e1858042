"""Acte du bloc « Objectifs » (E1, E2, E3)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from jalon.journal.operations import Changement

from ..enums import Acte, NatureObjectif
from ..models import Dossier, Objectif
from .commun import conclure, prendre_bloc


@dataclass(frozen=True)
class LigneObjectif:
    """Une ligne saisie ; `pk` vaut None pour un objectif nouveau."""

    nature: str
    texte: str
    indicateur: str = ""
    cible: str = ""
    pk: int | None = None


@transaction.atomic
def modifier_objectifs(*, par, dossier: Dossier, version: int, lignes: Sequence[LigneObjectif]) -> Dossier:
    """Remplace la liste des objectifs par `lignes`, dans cet ordre ; ce qui n'y est plus est retiré."""
    dossier = prendre_bloc(dossier, "objectifs", version, par=par)
    anciens = {o.pk: o for o in dossier.objectifs.all()}
    changements = []
    for rang, ligne in enumerate(lignes):
        changements += _poser(dossier, anciens.pop(ligne.pk, None), ligne, rang)
    for retire in anciens.values():
        changements.append(Changement("objectif", _libelle(retire.nature), retire.texte, "—"))
        retire.delete()
    conclure(dossier, par=par, acte=Acte.OBJECTIFS_MODIFIES, changements=changements)
    return dossier


def _poser(dossier: Dossier, objectif: Objectif | None, ligne: LigneObjectif, rang: int) -> list[Changement]:
    valeurs = {k: v for k, v in asdict(ligne).items() if k != "pk"}
    avant = _montrer(objectif) if objectif else "—"
    objectif = objectif or Objectif(dossier=dossier)
    for champ, valeur in {**valeurs, "rang": rang}.items():
        setattr(objectif, champ, valeur)
    objectif.save()
    apres = _montrer(objectif)
    return [Changement("objectif", _libelle(ligne.nature), avant, apres)] if avant != apres else []


def _libelle(nature: str) -> str:
    return NatureObjectif(nature).label


def _montrer(objectif: Objectif) -> str:
    mesure = " : ".join(p for p in (objectif.indicateur, objectif.cible) if p)
    return f"{objectif.texte} ({mesure})" if mesure else objectif.texte
