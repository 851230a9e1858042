"""Qui peut être le premier administrateur, et où en est une étape."""

import pytest

from jalon.installation.enums import EtatEtape
from jalon.installation.rules import CompteAdmin, etat_etape, refus_installation

A = "a@exemple.fr"


def compte(courriel: str = A, *, actif: bool = True, admin: bool = True, ouvert: bool = True) -> CompteAdmin:
    return CompteAdmin(courriel, actif, admin, ouvert)


@pytest.mark.parametrize(
    ("comptes", "courriel", "forcer", "refus"),
    [
        ([], A, False, None),
        ([compte(ouvert=False)], "A@Exemple.fr", False, None),
        ([compte()], A, False, "déjà en place"),
        ([compte()], "b@exemple.fr", False, "déjà en place"),
        ([compte()], A, True, None),
        ([compte()], "b@exemple.fr", True, None),
        ([compte(ouvert=False)], "b@exemple.fr", False, None),
        ([compte(actif=False)], "b@exemple.fr", False, None),
        ([compte(actif=False)], A, True, "désactivé"),
        ([compte(admin=False)], A, True, "sans le droit"),
        ([compte(admin=False)], "b@exemple.fr", False, None),
    ],
)
def test_un_seul_premier_administrateur(comptes, courriel, forcer, refus):
    phrase = refus_installation(comptes, courriel, forcer=forcer)
    assert (phrase is None) if refus is None else (refus in phrase)


def test_ce_qui_est_fait_l_est_meme_passe():
    assert etat_etape(True, True) == EtatEtape.FAITE
    assert etat_etape(False, True) == EtatEtape.PASSEE
    assert etat_etape(False, False) == EtatEtape.A_FAIRE
