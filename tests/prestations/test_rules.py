"""Le tarif d'une prestation : à l'heure ou au forfait, jamais les deux (B10, B11)."""

from decimal import Decimal

import pytest

from jalon.prestations.rules import EXCLUSIFS, refus_tarification, tarification_deduite

CENT = Decimal("100.00")


@pytest.mark.parametrize(
    ("tarification", "tarif_horaire", "forfait", "champ"),
    [
        ("", None, None, None),
        ("horaire", CENT, None, None),
        ("forfait", None, CENT, None),
        ("horaire", None, None, None),
        ("horaire", CENT, CENT, "forfait"),
        ("forfait", CENT, None, "tarif_horaire"),
        ("horaire", None, CENT, "forfait"),
        ("", CENT, CENT, "forfait"),
        ("horaire", Decimal(0), Decimal(0), "forfait"),
    ],
)
def test_un_prix_au_plus_et_celui_du_mode_choisi(tarification, tarif_horaire, forfait, champ):
    refus = refus_tarification(tarification, tarif_horaire, forfait)
    assert (refus and refus[0]) == champ


def test_le_refus_se_lit():
    assert refus_tarification("", CENT, CENT) == ("forfait", EXCLUSIFS)


@pytest.mark.parametrize(
    ("tarification", "tarif_horaire", "forfait", "attendue"),
    [
        ("", None, None, ""),
        ("", CENT, None, "horaire"),
        ("", None, CENT, "forfait"),
        ("", CENT, CENT, ""),
        ("horaire", None, CENT, "horaire"),
    ],
)
def test_le_seul_prix_donne_dit_le_mode(tarification, tarif_horaire, forfait, attendue):
    assert tarification_deduite(tarification, tarif_horaire, forfait) == attendue
