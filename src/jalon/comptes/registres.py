"""Ce que les pièces plus hautes apprennent aux comptes : les écrans d'administration et leur droit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class EcranAdmin:
    """Un écran du menu Admin (B2) : montré à qui a le `droit`, rangé dans son `groupe`."""

    code: str
    libelle: str
    description: str
    url_name: str
    icone: str
    droit: str
    groupe: str
    ordre: int = 0


ECRANS_ADMIN: Registre[EcranAdmin] = Registre("écrans d'administration")


def ecrans_de(utilisateur, ecrans: Iterable[EcranAdmin] = ECRANS_ADMIN) -> list[EcranAdmin]:
    """Les écrans que cette personne peut ouvrir, dans leur ordre."""
    return [ecran for ecran in ecrans if utilisateur.a_le_droit(ecran.droit)]


def a_un_ecran(utilisateur) -> bool:
    """Dit si l'entrée « Admin » a quelque chose à montrer à cette personne."""
    return bool(ecrans_de(utilisateur))


@dataclass(frozen=True)
class ActeUtilisateur:
    """Ce qu'on peut faire ou lire depuis la fiche d'un utilisateur ; `url_name` prend sa clé.

    Montré à qui a le `droit`. `is_dialogue` : l'adresse s'ouvre aussi dans le dialogue de la page.
    """

    code: str
    libelle: str
    url_name: str
    icone: str
    droit: str
    ordre: int = 0
    is_dialogue: bool = False


ACTES_UTILISATEUR: Registre[ActeUtilisateur] = Registre("actes de la fiche d'un utilisateur")


def actes_de(utilisateur) -> list[ActeUtilisateur]:
    """Les actes que cette personne peut faire depuis la fiche d'un utilisateur, dans leur ordre."""
    return [acte for acte in ACTES_UTILISATEUR if utilisateur.a_le_droit(acte.droit)]


@dataclass(frozen=True)
class LienUtilisateur:
    """Une fiche d'une autre pièce liée à un compte (sa fiche personne), saisie avec lui.

    `champ(par)` donne le champ de formulaire ; `lire(utilisateur)` la fiche liée, ou None, en une requête ;
    `ecrire(par, utilisateur, fiche)` est l'acte qui pose ou retire le lien, et lève `Refus`. Saisi par qui a
    le `droit` ; `url_name` mène à la fiche.
    """

    code: str
    libelle: str
    droit: str
    champ: Callable[[Any], forms.Field]
    lire: Callable[[Any], Any]
    ecrire: Callable[..., None]
    url_name: str
    ordre: int = 0


LIENS_UTILISATEUR: Registre[LienUtilisateur] = Registre("fiches liées à un utilisateur")


def liens_de(utilisateur) -> list[LienUtilisateur]:
    """Les liens que cette personne peut poser."""
    return [lien for lien in LIENS_UTILISATEUR if utilisateur.a_le_droit(lien.droit)]


@dataclass(frozen=True)
class ExplicationAcces:
    """Ce qu'une pièce explique de ce que voit un utilisateur.

    `gabarit` reçoit `lu`, que rend `contexte(utilisateur, request)` ; montré à qui a le `droit`.
    """

    code: str
    libelle: str
    gabarit: str
    contexte: Callable[..., dict[str, Any]]
    droit: str = "admin.lecture"
    ordre: int = 0


EXPLICATIONS_ACCES: Registre[ExplicationAcces] = Registre("explications de ce que voit un utilisateur")
