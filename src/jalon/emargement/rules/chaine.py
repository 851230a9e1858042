"""Vérifier une chaîne : ce qui concorde, ce qui est altéré, ce qui manque, ce qu'une règle a effacé."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..enums import Constat
from .empreintes import ORIGINE, Scelle, empreinte_sceau


@dataclass(frozen=True)
class Maillon:
    """Un sceau tel qu'il est gardé, et ce que devient son contenu aujourd'hui.

    `contenu` : l'empreinte recalculée, None si la ligne manque ; `efface_at` et `regle` si une règle l'efface.
    """

    scelle: Scelle
    empreinte: str
    contenu: str | None
    efface_at: datetime | None = None
    regle: str = ""


@dataclass(frozen=True)
class Verdict:
    """Ce que la vérification dit d'un rang."""

    rang: int
    constat: str
    phrase: str = ""

    @property
    def libelle(self) -> str:
        return Constat(self.constat).label

    @property
    def is_faute(self) -> bool:
        return self.constat in (Constat.ALTERE, Constat.MANQUANT)


def verifier(maillons: Iterable[Maillon], *, nombre: int, derniere: str) -> list[Verdict]:
    """Un verdict par rang, dans l'ordre ; `nombre` et `derniere` : ce que la séance a retenu de ses sceaux."""
    verdicts: list[Verdict] = []
    precedente, attendu = ORIGINE, 1
    for maillon in sorted(maillons, key=lambda m: m.scelle.rang):
        verdicts += [_manque(rang) for rang in range(attendu, maillon.scelle.rang)]
        is_suite = maillon.scelle.rang == attendu
        verdicts.append(_juger(maillon, precedente if is_suite else None))
        precedente, attendu = maillon.empreinte, maillon.scelle.rang + 1
    verdicts += [_manque(rang) for rang in range(attendu, nombre + 1)]
    if attendu - 1 > nombre:
        verdicts.append(Verdict(attendu - 1, Constat.ALTERE, "La séance n’a pas retenu ce sceau."))
    elif attendu - 1 == nombre and precedente != derniere:
        verdicts.append(Verdict(nombre, Constat.ALTERE, "La dernière empreinte n’est pas celle de la séance."))
    return verdicts


def _juger(maillon: Maillon, precedente: str | None) -> Verdict:
    rang = maillon.scelle.rang
    if precedente is not None and maillon.scelle.precedente != precedente:
        return Verdict(rang, Constat.ALTERE, "Ce sceau ne suit pas le précédent.")
    if empreinte_sceau(maillon.scelle) != maillon.empreinte:
        return Verdict(rang, Constat.ALTERE, "Le sceau a été modifié : heure, signataire ou rang.")
    if maillon.efface_at:
        return Verdict(rang, Constat.EFFACE, f"Contenu effacé le {maillon.efface_at:%d/%m/%Y}, {maillon.regle}.")
    if maillon.contenu is None:
        return Verdict(
            rang, Constat.MANQUANT, "Le contenu de ce sceau n’est plus là, et aucune règle ne l’efface."
        )
    if maillon.contenu != maillon.scelle.contenu:
        return Verdict(rang, Constat.ALTERE, "Le contenu a été modifié : nom, tracé, données signées ou moyen.")
    return Verdict(rang, Constat.CONCORDE)


def _manque(rang: int) -> Verdict:
    return Verdict(rang, Constat.MANQUANT, "Ce sceau n’est plus là.")
