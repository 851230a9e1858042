"""Le seul auteur de la complétude enregistrée : manques et exigences par porte (H1)."""

from jalon.prestations.registres import CHAMPS_EXIGIBLES

from ..models import Dossier
from ..registres import EXIGENCES
from ..rules.completude import SOCLE, dresser, manques_du_moment

CHAMPS_COMPLETUDE = ("manques", "exiges", "manques_porte", "manques_nombre")


def recalculer_completude(dossier: Dossier) -> Dossier:
    """Dresse ce qui manque au dossier et l'enregistre. À appeler après le statut, dont la porte dépend."""
    exigences = [*SOCLE, *(e for source in EXIGENCES for e in source.exigences(dossier))]
    connus = [(code, porte) for code, porte in exigences if code in CHAMPS_EXIGIBLES]
    bilans = dresser(connus, _remplis(dossier, {code for code, _ in connus}))
    porte, nombre = manques_du_moment(bilans, dossier.avancement)
    dossier.manques = {p.value: list(b.manques) for p, b in bilans.items()}
    dossier.exiges = {p.value: b.exiges for p, b in bilans.items()}
    dossier.manques_porte, dossier.manques_nombre = porte.value, nombre
    dossier.save(update_fields=CHAMPS_COMPLETUDE)
    return dossier


def _remplis(dossier: Dossier, codes: set[str]) -> set[str]:
    """Ceux de ces champs qui sont remplis ; chaque lecture partagée ne se fait qu'une fois."""
    exigibles = [CHAMPS_EXIGIBLES.obtenir(code) for code in codes]
    lus = {lire: lire(dossier) if lire else dossier for lire in {exigible.lire for exigible in exigibles}}
    return {exigible.code for exigible in exigibles if exigible.est_rempli(lus[exigible.lire])}
