"""Décisions des mémos : pures, le jour est un paramètre."""

from dataclasses import dataclass
from datetime import date, timedelta

from .enums import Moment, NatureMemo, Visibilite

# Ce que la maison propose tant que la personne n'a rien choisi (domaine, « Mémos »).
DEFAUTS = {
    NatureMemo.COMMENTAIRE: Visibilite.MOI,
    NatureMemo.ECHANGE: Visibilite.EQUIPE,
    NatureMemo.ATTENTION: Visibilite.EQUIPE,
    NatureMemo.RELANCE: Visibilite.EQUIPE,
}
RELANCE_ANS_MAX = 10
EXTRAIT_MAX = 90


def visibilite_proposee(nature: str, dernieres: dict[str, str]) -> Visibilite:
    """Le dernier choix de la personne pour cette nature, sinon celui de la maison (F10)."""
    return Visibilite(dernieres.get(nature) or DEFAUTS[NatureMemo(nature)])


@dataclass(frozen=True)
class Saisie:
    """Ce qu'un mémo va dire ; `is_assigne_a_un_autre` : la relance n'est pas pour son auteur."""

    nature: str
    contenu: str
    date_memo: date
    visibilite: str
    nombre_lecteurs: int
    date_relance: date | None
    is_assigne_a_un_autre: bool


def refus_memo(saisie: Saisie, jour: date) -> tuple[str, str] | None:
    """Le champ fautif et la phrase à lire, ou None."""
    if not saisie.contenu.strip():
        return "contenu", "Écrivez ce qu’il faut retenir."
    if saisie.date_memo > jour:
        return "date_memo", "Un mémo porte le jour de ce qu’il raconte : aujourd’hui ou avant."
    return _refus_relance(saisie, jour) or _refus_partage(saisie)


def _refus_relance(saisie: Saisie, jour: date) -> tuple[str, str] | None:
    if saisie.date_relance is None:
        if saisie.nature == NatureMemo.RELANCE:
            return "date_relance", "Dites quel jour relancer."
        return ("assigne", "Dites d’abord quel jour relancer.") if saisie.is_assigne_a_un_autre else None
    phrase = refus_echeance(saisie.date_relance, saisie.date_memo, jour)
    return ("date_relance", phrase) if phrase else None


def refus_echeance(date_relance: date, date_memo: date, jour: date) -> str | None:
    """Pourquoi cette échéance ne convient pas : la phrase à lire, ou None."""
    if date_relance < date_memo:
        return "La relance vient le jour du mémo, ou après."
    if date_relance > jour + timedelta(days=366 * RELANCE_ANS_MAX):
        return f"Une relance se prévoit à {RELANCE_ANS_MAX} ans au plus."
    return None


def _refus_partage(saisie: Saisie) -> tuple[str, str] | None:
    if saisie.visibilite == Visibilite.MOI and saisie.is_assigne_a_un_autre:
        return "assigne", "« Moi seul » ne se confie à personne : choisissez Équipe ou Personnes nommées."
    if saisie.visibilite == Visibilite.NOMMEES and not saisie.nombre_lecteurs:
        return "lecteurs", "Nommez au moins une personne."
    return None


def moment_de(date_relance: date, is_faite: bool, jour: date) -> Moment:
    """Où en est une relance ce jour-là."""
    if is_faite:
        return Moment.FAITE
    if date_relance < jour:
        return Moment.EN_RETARD
    return Moment.AUJOURDHUI if date_relance == jour else Moment.A_VENIR


def dire_echeance(date_relance: date, jour: date) -> str:
    """L'écart en jours du calendrier : « en retard de 4 jours », « aujourd’hui », « dans 12 jours »."""
    ecart = (date_relance - jour).days
    proches = {0: "aujourd’hui", 1: "demain", -1: "en retard d’un jour"}
    if ecart in proches:
        return proches[ecart]
    return f"dans {ecart} jours" if ecart > 0 else f"en retard de {-ecart} jours"


def resumer(sujet: str, contenu: str) -> str:
    """Le sujet, ou le début du texte, sur une ligne de 90 caractères au plus."""
    texte = " ".join((sujet or contenu).split())
    return texte if len(texte) <= EXTRAIT_MAX else f"{texte[: EXTRAIT_MAX - 1].rstrip()}…"
