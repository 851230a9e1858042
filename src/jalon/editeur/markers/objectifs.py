"""Famille « objectifs » (E1 à E4). Ceux d'une personne ne regardent ni son employeur ni son financeur."""

from collections.abc import Callable
from typing import Any

from jalon.dossiers.enums import FamilleObjectif
from jalon.dossiers.models import Dossier, Objectif

from ..enums import ContexteModele, Famille, Nature
from ..registres import Marqueur
from .commun import ordonner

LIGNE = {
    "objectif": "L’objectif",
    "nature": "Sa nature : évolution de carrière, savoir-faire…",
    "indicateur": "L’indicateur d’un résultat",
    "cible": "Sa cible",
    "issue": "Atteint, partiellement atteint, non atteint",
}


def _tous(dossier: Dossier, lecture) -> list[Objectif]:
    return lecture.lire("objectifs", lambda: list(dossier.objectifs.all()))


def _ligne(objectif: Objectif) -> dict[str, Any]:
    return {
        "objectif": objectif.texte,
        "nature": objectif.get_nature_display(),
        "indicateur": objectif.indicateur,
        "cible": objectif.cible,
        "issue": objectif.get_issue_display(),
    }


def _de(*familles: FamilleObjectif) -> Callable[[Dossier, Any], list[dict[str, Any]]]:
    return lambda dossier, lecture: [_ligne(o) for o in _tous(dossier, lecture) if o.famille in familles]


def _m(code: str, libelle: str, sens: str, *familles: FamilleObjectif, confidentiel: bool = True) -> Marqueur:
    return Marqueur(
        code, libelle, sens, Famille.OBJECTIFS, ContexteModele.DOSSIER, _de(*familles),
        confidentiel=confidentiel, nature=Nature.LISTE, champs=LIGNE,
    )  # fmt: skip


MARQUEURS = ordonner(
    [
        _m("objectifs", "Tous les objectifs", "Objectifs, compétences et résultats", *FamilleObjectif),
        _m("objectifs_professionnels", "Objectifs professionnels", "Évolution, changement, reconversion",
           FamilleObjectif.PROFESSIONNEL),
        _m("competences", "Compétences à acquérir", "Savoirs, savoir-faire, savoir-être",
           FamilleObjectif.COMPETENCE, confidentiel=False),
        _m("resultats", "Résultats attendus", "Livrables, certifications, objectifs chiffrés",
           FamilleObjectif.RESULTAT),
    ],
    400,
)  # fmt: skip
