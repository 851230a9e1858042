"""Le périmètre d'un profil, dit à qui l'administre."""

from ..enums import PerimetreAgendas, PerimetreDossiers

DOSSIERS = {
    PerimetreDossiers.MAISON: "Tous les dossiers de la structure.",
    PerimetreDossiers.EQUIPES: "Les siens, et ceux des membres des équipes dont il est membre ou responsable.",
    PerimetreDossiers.MIENS: "Les siens : ceux dont il est conseiller référent, gestionnaire ou animateur.",
}
EFFETS = {
    PerimetreDossiers.MAISON: "Voit déjà tous les dossiers de la structure",
    PerimetreDossiers.EQUIPES: "Voit les dossiers de l’équipe",
    PerimetreDossiers.MIENS: "Ne voit que les siens",
}
AGENDAS = {
    PerimetreAgendas.TOUS: "tous les agendas",
    PerimetreAgendas.EQUIPES: "le sien et ceux de ses équipes",
    PerimetreAgendas.MIEN: "le sien",
}
DANS_SES_CENTRES = "Et seulement les dossiers rattachés à ses centres."


def dossiers_en_phrases(perimetre: str, is_limite_aux_centres: bool) -> list[str]:
    """Quels dossiers ce périmètre ouvre, une phrase par règle."""
    phrases = [DOSSIERS[PerimetreDossiers(perimetre)]]
    return [*phrases, DANS_SES_CENTRES] if is_limite_aux_centres else phrases


def agendas_en_phrases(lecture: str, ecriture: str) -> list[str]:
    """Quels agendas se voient et se modifient."""
    lus, ecrits = AGENDAS[PerimetreAgendas(lecture)], AGENDAS[PerimetreAgendas(ecriture)]
    return [f"Voit {lus}.", f"Modifie {ecrits}."]


def effet_equipe(is_actif: bool, can_lire: bool, perimetre: str) -> str:
    """Ce qu'appartenir à une équipe, ou en être responsable, ouvre à un compte."""
    if not is_actif:
        return "Compte désactivé : ses dossiers restent ceux de l’équipe"
    if not can_lire:
        return "Ne lit pas les dossiers"
    return EFFETS[PerimetreDossiers(perimetre)]


def refus_agendas(lecture: str, ecriture: str) -> str | None:
    """La phrase du refus si l'on modifierait des agendas que l'on ne voit pas, ou None."""
    rangs = [PerimetreAgendas.MIEN, PerimetreAgendas.EQUIPES, PerimetreAgendas.TOUS]
    if rangs.index(PerimetreAgendas(ecriture)) > rangs.index(PerimetreAgendas(lecture)):
        return "On ne modifie pas un agenda qu’on ne voit pas : élargissez les agendas visibles."
    return None
