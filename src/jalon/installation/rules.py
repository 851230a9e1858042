"""Décisions du premier démarrage : pures, sans requête."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .enums import EtatEtape


def etat_etape(is_faite: bool, is_passee: bool) -> EtatEtape:
    """Ce qui est fait est fait, même si on l'avait passé."""
    if is_faite:
        return EtatEtape.FAITE
    return EtatEtape.PASSEE if is_passee else EtatEtape.A_FAIRE


@dataclass(frozen=True)
class CompteAdmin:
    """Ce que l'on sait d'un compte au moment d'installer. `is_ouvert` : son mot de passe est choisi."""

    courriel: str
    is_active: bool
    is_admin: bool
    is_ouvert: bool


def compte_de(comptes: Iterable[CompteAdmin], courriel: str) -> CompteAdmin | None:
    """Le compte de ce courriel, sans tenir compte de la casse."""
    return next((c for c in comptes if c.courriel.lower() == courriel.lower()), None)


def refus_installation(comptes: Sequence[CompteAdmin], courriel: str, *, forcer: bool) -> str | None:
    """La phrase du refus, ou None.

    Relancer pour le même courriel redonne un lien tant qu'il n'a pas servi ; ensuite, ou pour un autre courriel
    quand un administrateur est déjà là, il faut `forcer`.
    """
    meme = compte_de(comptes, courriel)
    if meme and not meme.is_active:
        return f"Le compte {meme.courriel} est désactivé : réactivez-le dans Admin > Utilisateurs."
    if meme and not meme.is_admin:
        return f"{meme.courriel} a déjà un compte, sans le droit d’administration. Prenez un autre courriel."
    en_place = [c for c in comptes if c.is_active and c.is_admin and c.is_ouvert]
    if not en_place or forcer:
        return None
    return (
        f"Un administrateur est déjà en place ({en_place[0].courriel}) : il invite les autres dans "
        "Admin > Utilisateurs. S’il a perdu son accès, relancez avec --forcer."
    )
