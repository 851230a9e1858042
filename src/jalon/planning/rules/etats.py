"""Par quels états passe une séance, et ce qui s'y oppose."""

from ..enums import EtatSeance

PROGRAMMEE, REALISEE, ANNULEE, REPORTEE = EtatSeance
PERMIS: dict[str, tuple[str, ...]] = {
    PROGRAMMEE: (REALISEE, ANNULEE, REPORTEE),
    REALISEE: (PROGRAMMEE,),
    ANNULEE: (PROGRAMMEE,),
    REPORTEE: (PROGRAMMEE,),
}
PHRASES = {
    (REALISEE, REALISEE): "Cette séance est déjà validée.",
    (REALISEE, ANNULEE): "Cette séance a eu lieu : rétablissez-la avant de l’annuler.",
    (REALISEE, REPORTEE): "Cette séance a eu lieu : elle ne se reporte pas.",
    (ANNULEE, REALISEE): "Cette séance est annulée : rétablissez-la avant de la valider.",
    (REPORTEE, REALISEE): "Cette séance est reportée : validez celle qui la remplace.",
    (PROGRAMMEE, PROGRAMMEE): "Cette séance est déjà programmée.",
}


def refus_passage(avant: str, apres: str) -> str | None:
    """La phrase si une séance ne passe pas de `avant` à `apres`, ou None."""
    if apres in PERMIS[avant]:
        return None
    defaut = f"Cette séance est {EtatSeance(avant).label.lower()} : cet acte n’est plus possible."
    return PHRASES.get((avant, apres), defaut)


def refus_retablir(*, signee: bool, facturee: bool, remplacee_realisee: bool) -> str | None:
    """Rétablir est possible tant que rien n'est signé ni facturé (domaine, « Planning »)."""
    if signee:
        return "Cette séance porte des signatures : annulez-les avant de la rétablir."
    if facturee:
        return "Cette séance est facturée : elle ne se rétablit plus."
    if remplacee_realisee:
        return "La séance qui la remplace a déjà eu lieu."
    return None


def refus_valider(*, is_commencee: bool) -> str | None:
    """On ne valide pas une séance qui n'a pas commencé."""
    return None if is_commencee else "Cette séance n’a pas encore commencé."
