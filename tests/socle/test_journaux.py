"""Aucun jeton d'adresse ne reste dans un journal technique, même quand une page tombe en panne."""

import logging

import pytest

from jalon.config.settings.base import LOGGING
from jalon.socle.journaux import TaireJetons


@pytest.mark.parametrize(
    ("message", "args", "ecrit"),
    [
        ("%s: %s", ("Internal Server Error", "/signer/abc-DEF_1/"), "Internal Server Error: /signer/[jeton]/"),
        ("GET /salle/xyz/ 200", (), "GET /salle/[jeton]/ 200"),
        ("/invitation/xyz?x=1", (), "/invitation/[jeton]"),
        ("100 % fait", (), "100 % fait"),
    ],
)
def test_le_jeton_se_tait(message, args, ecrit):
    ligne = logging.LogRecord("django.request", logging.ERROR, "", 0, message, args, None)
    assert TaireJetons().filter(ligne)
    assert ligne.getMessage() == ecrit


def test_ce_qui_s_ecrit_passe_par_le_filtre():
    assert "jetons" in LOGGING["handlers"]["console"]["filters"]
    assert LOGGING["filters"]["jetons"]["()"] == f"{TaireJetons.__module__}.{TaireJetons.__name__}"
