"""Pourquoi un utilisateur voit un dossier, ou ne le voit pas : la porte de lecture, dite en phrases. Pur."""

from dataclasses import dataclass

from jalon.comptes.enums import PerimetreDossiers


@dataclass(frozen=True)
class FaitsAcces:
    """Ce qui décide de la lecture d'un dossier par un compte.

    `roles` : ceux qu'il tient sur le dossier, en mots ; `collegues` : (équipe, collègue, rôle du collègue).
    """

    is_actif: bool
    can_lire: bool
    perimetre: str
    is_limite_aux_centres: bool = False
    is_dans_ses_centres: bool = False
    centre: str = ""
    roles: tuple[str, ...] = ()
    collegues: tuple[tuple[str, str, str], ...] = ()
    is_annule: bool = False


@dataclass(frozen=True)
class Verdict:
    """Le voit-il, et pourquoi."""

    is_visible: bool
    raisons: list[str]


def verdict(faits: FaitsAcces) -> Verdict:
    """Ce que répond la porte de lecture (`joignables_par`), et chaque raison."""
    if refus := _refus(faits):
        return Verdict(False, refus)
    raisons = _raisons(faits)
    if faits.is_annule:
        raisons.append("Le dossier est annulé : il ne se trouve que par son numéro.")
    return Verdict(True, raisons)


def _refus(faits: FaitsAcces) -> list[str]:
    refus = []
    if not faits.is_actif:
        refus.append("Son compte est désactivé.")
    elif not faits.can_lire:
        refus.append("Ni son profil ni un droit individuel ne lui permet de lire les dossiers.")
    if not _raisons(faits):
        refus.append(HORS_PERIMETRE[PerimetreDossiers(faits.perimetre)])
    if faits.is_limite_aux_centres and not faits.is_dans_ses_centres:
        ou = f"au centre {faits.centre}" if faits.centre else "à aucun centre"
        refus.append(f"Son profil le limite à ses centres ; ce dossier est rattaché {ou}.")
    return refus


HORS_PERIMETRE = {
    PerimetreDossiers.MIENS: "Il n’en est ni conseiller référent, ni gestionnaire, ni animateur.",
    PerimetreDossiers.EQUIPES: "Ni lui ni un membre de ses équipes n’en est conseiller référent, gestionnaire "
    "ou animateur.",
    PerimetreDossiers.MAISON: "",
}


def _raisons(faits: FaitsAcces) -> list[str]:
    raisons = [f"Il en est {role}." for role in faits.roles]
    if faits.perimetre == PerimetreDossiers.EQUIPES:
        raisons += [f"Équipe {equipe} : {qui} en est {role}." for equipe, qui, role in faits.collegues]
    if faits.perimetre == PerimetreDossiers.MAISON:
        raisons.append("Son profil ouvre tous les dossiers de la structure.")
    return raisons
