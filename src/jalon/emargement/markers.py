"""Les marqueurs de l'émargement : ce qui a été réalisé, d'après les signatures (EM-05, domaine « Émargement »)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from jalon.dossiers.models import Dossier
from jalon.editeur.enums import ContexteModele, Famille, Nature
from jalon.editeur.markers.commun import ordonner
from jalon.editeur.registres import MARQUEURS, Marqueur
from jalon.socle.formats import montrer_duree

from .heures import Heures, LigneHeures, heures_de
from .rules.heures import SourceHeures, minutes_certifiees, source_des_heures

SOURCES = {
    SourceHeures.SIGNATURES: "les signatures du bénéficiaire",
    SourceHeures.SIGNATURES_ET_SEANCES: "les signatures du bénéficiaire et, pour ce qui ne s’émarge pas, les "
    "séances validées",
    SourceHeures.VALIDEES: "les présences validées par l’organisme, faute de signature",
    SourceHeures.AUCUNE: "",
}
LIGNE = {
    "date": "Le jour",
    "action": "Ce qui s’y est fait",
    "duree": "Les heures de présence",
    "duree_signee": "Celles que le bénéficiaire a signées",
}


def _source(heures: Heures) -> SourceHeures:
    return source_des_heures(heures.signees, heures.sans_emargement, heures.validees)


def _retenues(heures: Heures) -> list[LigneHeures]:
    """Les séances que la durée compte : les signées et celles qui ne s'émargent pas, à défaut les validées."""
    if _source(heures) == SourceHeures.VALIDEES:
        return heures.lignes
    return [li for li in heures.lignes if li.signees or not li.participation.seance.action.is_emargee_beneficiaire]


def _duree(minutes: int) -> str:
    return montrer_duree(minutes) if minutes else ""


def _jour(rang: int) -> Callable[[Heures], date | None]:
    def lire(heures: Heures) -> date | None:
        retenues = _retenues(heures)
        return retenues[rang].jour if retenues else None

    return lire


def _lignes(heures: Heures) -> list[dict[str, Any]]:
    return [
        {
            "date": ligne.jour,
            "action": ligne.participation.seance.nom,
            "duree": montrer_duree(ligne.validees),
            "duree_signee": _duree(ligne.signees),
        }
        for ligne in _retenues(heures)
    ]


def _m(
    nom: str,
    libelle: str,
    sens: str,
    lire: Callable[[Heures], Any],
    nature: str = Nature.TEXTE,
    champs: dict[str, str] | None = None,
) -> Marqueur:
    def valeur(dossier: Dossier, lecture) -> Any:
        return lire(lecture.lire("heures", lambda: heures_de(dossier)))

    code = nom if nature == Nature.LISTE else f"realisation.{nom}"
    return Marqueur(
        code, libelle, sens, Famille.SEANCES, ContexteModele.DOSSIER, valeur, nature=nature, champs=champs or {}
    )


REALISATION = [
    _m("heures", "Heures réalisées et prouvées", "Signées, ou d’une action qui ne s’émarge pas ; sans aucune "
       "signature, les validées", lambda h: _duree(minutes_certifiees(h.signees, h.sans_emargement, h.validees)),
       Nature.DUREE),
    _m("source", "D’après quoi", "« les signatures du bénéficiaire », ou « les présences validées… »",
       lambda h: SOURCES[_source(h)]),
    _m("heures_signees", "Heures signées", "Celles que le bénéficiaire a signées", lambda h: _duree(h.signees),
       Nature.DUREE),
    _m("heures_sans_emargement", "Heures sans émargement", "Validées, d’une action qui ne se signe pas",
       lambda h: _duree(h.sans_emargement), Nature.DUREE),
    _m("heures_validees", "Heures validées", "Toutes les heures de présence, signées ou non",
       lambda h: _duree(h.validees), Nature.DUREE),
    _m("date_debut", "Premier jour réalisé", "Le jour de la première séance comptée", _jour(0), Nature.DATE),
    _m("date_fin", "Dernier jour réalisé", "Le jour de la dernière séance comptée", _jour(-1), Nature.DATE),
    _m("seances_certifiees", "Séances certifiées", "Celles dont la durée est certifiée", _lignes, Nature.LISTE,
       LIGNE),
]  # fmt: skip


def inscrire() -> None:
    """Appelée au démarrage."""
    for un in ordonner(REALISATION, 740):
        MARQUEURS.ajouter(un)
