"""Le seul auteur de la complétude enregistrée : manques et exigences par porte (H1)."""

from collections.abc import Callable
from typing import Any

from jalon.prestations.registres import ChampExigible

from ..exigibles import exigibles_de
from ..models import Dossier
from ..registres import EXIGENCES
from ..rules.completude import SOCLE, dresser, manques_du_moment

Connaitre = Callable[[tuple[str, ...]], dict[str, ChampExigible]]


def recalculer_completude(dossier: Dossier) -> Dossier:
    """Dresse ce qui manque au dossier et l'enregistre. À appeler après le statut, dont la porte dépend."""
    dossier.save(update_fields=poser_completude(dossier))
    return dossier


def poser_completude(dossier: Dossier, connaitre: Connaitre = exigibles_de) -> dict[str, Any]:
    """Pose sur le dossier, sans l'enregistrer, les champs de la complétude, et les rend."""
    dressee = dresser_completude(dossier, connaitre)
    for champ, valeur in dressee.items():
        setattr(dossier, champ, valeur)
    return dressee


def dresser_completude(dossier: Dossier, connaitre: Connaitre = exigibles_de) -> dict[str, Any]:
    """Les champs de la complétude et leur valeur ; n'écrit rien. `connaitre` rend les exigibles de ces codes."""
    exigences = [*SOCLE, *(e for source in EXIGENCES for e in source.exigences(dossier))]
    connus = connaitre(tuple(dict.fromkeys(code for code, _ in exigences)))
    bilans = dresser([(code, porte) for code, porte in exigences if code in connus], _remplis(dossier, connus))
    porte, nombre = manques_du_moment(bilans, dossier.avancement)
    return {
        "manques": {p.value: list(b.manques) for p, b in bilans.items()},
        "exiges": {p.value: b.exiges for p, b in bilans.items()},
        "manques_porte": porte.value,
        "manques_nombre": nombre,
    }


def _remplis(dossier: Dossier, connus: dict[str, ChampExigible]) -> set[str]:
    """Ceux de ces champs qui sont remplis ; chaque lecture partagée ne se fait qu'une fois."""
    exigibles = list(connus.values())
    lus = {lire: lire(dossier) if lire else dossier for lire in {exigible.lire for exigible in exigibles}}
    return {exigible.code for exigible in exigibles if exigible.est_rempli(lus[exigible.lire])}
