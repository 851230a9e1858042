"""Les actes possibles maintenant sur une séance (F4)."""

from ..enums import EtatSeance


def actes_possibles(etat: str, *, is_commencee: bool, is_remplacee: bool = False) -> list[str]:
    """Les codes des actes, le principal d'abord ; `is_remplacee` : reportée vers une autre séance."""
    if etat == EtatSeance.PROGRAMMEE:
        return (
            ["valider", "absent", "modifier", "annuler"] if is_commencee else ["modifier", "reporter", "annuler"]
        )
    if etat == EtatSeance.REALISEE:
        return ["corriger", "retablir"]
    return ["suivante", "retablir"] if is_remplacee else ["retablir"]
