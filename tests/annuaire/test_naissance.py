"""Trouvée par son nom de naissance, une personne dit pourquoi elle répond."""

import pytest

from jalon.annuaire.models import Personne


@pytest.mark.parametrize(
    ("civilite", "nom", "naissance", "attendu"),
    [
        ("mme", "Weiss", "Martin", "née Martin"),
        ("m", "Weiss", "Martin", "né Martin"),
        ("", "Weiss", "Martin", "nom de naissance : Martin"),
        ("mme", "Weiss", "", ""),
        ("mme", "Lefèvre", "LEFEVRE", ""),
    ],
)
def test_le_nom_de_naissance_ne_se_dit_que_s_il_differe(civilite, nom, naissance, attendu):
    assert Personne(civilite=civilite, nom=nom, nom_naissance=naissance).naissance_en_mots == attendu
