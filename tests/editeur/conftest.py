import pytest

from tests.maison import Maison, construire


@pytest.fixture(autouse=True)
def _magasin_neuf(settings, tmp_path):
    """Chaque essai a son magasin."""
    settings.MEDIA_ROOT = tmp_path / "fichiers"


@pytest.fixture
def maison(db) -> Maison:
    return construire()
