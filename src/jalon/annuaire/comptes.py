"""La fiche personne d'un utilisateur : ce que l'annuaire apprend à l'écran Admin > Utilisateurs."""

from typing import Any

from jalon.comptes.registres import LienUtilisateur

from .champs import ChampPersonne
from .models import Personne
from .operations import lier_compte


def _champ(par: Any) -> ChampPersonne:
    champ = ChampPersonne(
        label="Fiche personne",
        required=False,
        help_text="Son agenda, s’il anime des séances, est celui de sa fiche.",
    )
    champ.pour(par)
    return champ


def _lire(utilisateur: Any) -> Personne | None:
    return Personne.objects.filter(utilisateur=utilisateur).first()


def _ecrire(*, par: Any, utilisateur: Any, fiche: Personne | None) -> None:
    lier_compte(par=par, personne=fiche, utilisateur=utilisateur)


LIEN = LienUtilisateur(
    "personne", "Fiche personne", "annuaire.ecriture", _champ, _lire, _ecrire, "annuaire:personne"
)
