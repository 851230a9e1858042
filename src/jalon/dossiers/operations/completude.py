"""Le seul auteur de la complétude enregistrée : manques et exigences par porte (H1)."""

from typing import Any

from jalon.prestations.registres import CHAMPS_EXIGIBLES

from ..models import Dossier
from ..registres import EXIGENCES
from ..rules.completude import SOCLE, dresser, manques_du_moment


def recalculer_completude(dossier: Dossier) -> Dossier:
    """Dresse ce qui manque au dossier et l'enregistre. À appeler après le statut, dont la porte dépend."""
    dressee = dresser_completude(dossier)
    for champ, valeur in dressee.items():
        setattr(dossier, champ, valeur)
    dossier.save(update_fields=dressee)
    return dossier


def dresser_completude(dossier: Dossier) -> dict[str, Any]:
    """Les champs de la complétude et leur valeur ; n'écrit rien."""
    exigences = [*SOCLE, *(e for source in EXIGENCES for e in source.exigences(dossier))]
    connus = [(code, porte) for code, porte in exigences if code in CHAMPS_EXIGIBLES]
    bilans = dresser(connus, _remplis(dossier, {code for code, _ in connus}))
    porte, nombre = manques_du_moment(bilans, dossier.avancement)
    return {
        "manques": {p.value: list(b.manques) for p, b in bilans.items()},
        "exiges": {p.value: b.exiges for p, b in bilans.items()},
        "manques_porte": porte.value,
        "manques_nombre": nombre,
    }


def _remplis(dossier: Dossier, codes: set[str]) -> set[str]:
    """Ceux de ces champs qui sont remplis ; chaque lecture partagée ne se fait qu'une fois."""
    exigibles = [CHAMPS_EXIGIBLES.obtenir(code) for code in codes]
    lus = {lire: lire(dossier) if lire else dossier for lire in {exigible.lire for exigible in exigibles}}
    return {exigible.code for exigible in exigibles if exigible.est_rempli(lus[exigible.lire])}
