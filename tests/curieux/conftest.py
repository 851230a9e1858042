import pytest

from jalon.editeur.moteur import pdf
from tests.balayage import Exemples, exemples
from tests.maison import construire

from .publiques import comptes, signatures


@pytest.fixture(autouse=True)
def _maison_a_part(settings, tmp_path, monkeypatch):
    """Chaque essai a son magasin ; LibreOffice, lent, a ses propres essais."""
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    monkeypatch.setattr(pdf, "programme", lambda: None)


@pytest.fixture
def essais(db) -> Exemples:
    return exemples(construire())


@pytest.fixture
def publiques(essais) -> list[str]:
    """Les pages qu'un vrai jeton ouvre sans compte."""
    return [*signatures(essais.maison).values(), *comptes(essais.maison).values()]
