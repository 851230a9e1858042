"""Les données vont par lots : une base d'une version antérieure ne reçoit que les nouveaux."""

from datetime import date

import pytest

from jalon.demonstration import lots
from jalon.demonstration.lots import Lot, poser_lots_manquants

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
JOUR = date(2026, 11, 24)


@pytest.fixture
def poses(monkeypatch) -> list:
    """Deux lots d'essai qui notent leur passage."""
    passages: list = []
    essai = tuple(Lot(n, f"lot {n}", lambda jour, n=n: passages.append((n, jour))) for n in (1, 2))
    monkeypatch.setattr(lots, "LOTS", essai)
    return passages


def test_les_lots_se_posent_dans_l_ordre_une_seule_fois(poses):
    assert [lot.numero for lot in poser_lots_manquants(JOUR)] == [1, 2]
    assert poser_lots_manquants(JOUR) == []
    assert poses == [(1, JOUR), (2, JOUR)]


def test_une_version_nouvelle_ne_pose_que_le_lot_qui_manque(poses, monkeypatch):
    poser_lots_manquants(JOUR)
    troisieme = Lot(3, "lot 3", lambda jour: poses.append((3, jour)))
    monkeypatch.setattr(lots, "LOTS", (*lots.LOTS, troisieme))
    assert poser_lots_manquants(JOUR) == [troisieme]


def test_un_lot_qui_echoue_ne_compte_pas_comme_pose(poses, monkeypatch):
    def echouer(jour: date) -> None:
        raise OSError("panne")

    monkeypatch.setattr(lots, "LOTS", (Lot(1, "en panne", echouer),))
    with pytest.raises(OSError, match="panne"):
        poser_lots_manquants(JOUR)
    monkeypatch.setattr(lots, "LOTS", (Lot(1, "réparé", lambda jour: None),))
    assert [lot.libelle for lot in poser_lots_manquants(JOUR)] == ["réparé"]


def test_les_numeros_de_lot_se_suivent():
    numeros = [lot.numero for lot in lots.LOTS]
    assert numeros == list(range(1, len(numeros) + 1))
