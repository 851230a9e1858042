"""Famille « prestation » : ce que le catalogue dit, et que contrats et conventions impriment (CV-01, BC-06)."""

from collections.abc import Callable
from typing import Any

from jalon.dossiers.models import Dossier
from jalon.prestations.models import EtapeDeroule, Prestation
from jalon.socle.formats import montrer_duree

from ..enums import ContexteModele, Famille, Nature
from ..registres import Marqueur
from .commun import marqueur, ordonner

ETAPE = {
    "numero": "Rang de l’étape",
    "action": "Ce qui s’y fait",
    "seances": "Nombre de séances",
    "duree": "Durée",
}


def _m(nom: str, libelle: str, sens: str, lire: Callable[[Prestation], Any], **options: Any) -> Marqueur:
    code = f"prestation.{nom}"
    return marqueur(code, libelle, sens, lambda d: lire(d.prestation), famille=Famille.PRESTATION, **options)


def _texte(nom: str, libelle: str, sens: str) -> Marqueur:
    return _m(nom, libelle, sens, lambda p: getattr(p, nom))


def _deroule(dossier: Dossier, lecture) -> list[dict[str, Any]]:
    if dossier.version_prestation_id is None:
        return []
    etapes = EtapeDeroule.objects.filter(version=dossier.version_prestation_id).select_related("action")
    return [
        {"numero": e.rang, "action": str(e.action), "seances": e.nombre_seances, "duree": montrer_duree(e.minutes)}
        for e in etapes.order_by("rang")
    ]


MARQUEURS = ordonner(
    [
        _m("intitule", "Intitulé", "Le nom de la prestation", lambda p: p.libelle),
        _m("code", "Code", "Le code de la prestation", lambda p: p.code),
        _m("nature", "Nature", "Formation, bilan de compétences, VAE…", lambda p: p.get_nature_display()),
        _m("duree", "Durée prévue", "« 24 h »", lambda p: montrer_duree(p.minutes_prevues), nature=Nature.DUREE),
        _m("prix", "Prix affiché", "« forfait 1 800,00 € » ou « 75,00 €/h »", lambda p: p.prix),
        _texte("objectif", "Objectif", "L’objectif de la prestation"),
        _texte("contenu", "Contenu", "Le programme"),
        _texte("niveau_requis", "Niveau requis", "Les connaissances préalables"),
        _texte("moyens", "Moyens et modalités", "Moyens pédagogiques, techniques et d’encadrement"),
        _m("a_distance", "À distance", "« oui » si tout ou partie est à distance, rien sinon",
           lambda p: p.is_a_distance),
        _texte("modalites_distance", "Modalités à distance", "Comment se passe ce qui est à distance"),
        _texte("suivi_evaluation", "Suivi et évaluation", "Comment la prestation est suivie et évaluée"),
        _texte("sanction", "Sanction", "Ce qui est remis à la fin"),
        _texte("conditions_abandon", "Conditions d’abandon", "Ce qui est dû en cas d’abandon"),
        _texte("conditions_reglement", "Conditions de règlement", "Les modalités de paiement"),
        Marqueur("deroule", "Déroulé", "Les étapes du parcours, dans l’ordre", Famille.PRESTATION,
                 ContexteModele.DOSSIER, _deroule, nature=Nature.LISTE, champs=ETAPE),
    ],
    300,
)  # fmt: skip
