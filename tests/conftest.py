"""Le harnais de tous les essais (architecture, « Harness »).

Réseau fermé et avertissements fatals sont dans pyproject.toml ; le reste se pose ici, une fois par session.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import settings as hypothese

from tests.harnais import fautes, gabarits, ordre, sceaux
from tests.harnais.navigateur import (  # noqa: F401 (fixtures)
    _source_axe,
    axe,
    navigateur,
    nouvelle_page,
    page,
    telephone,
)

INTERGICIELS = [
    "tests.harnais.reponses.SansScriptEnLigne",
    "tests.harnais.ecritures.LectureSansEcriture",
]
MEMOIRE = Path("/dev/shm")  # noqa: S108 (dossier en mémoire, seulement pour créer le nôtre dedans)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--photos", help="dossier où la visite garde ses images (make captures)")


def pytest_configure(config: pytest.Config) -> None:
    """Pose les intergiciels d'essai, le mélange des requêtes, le piège des gabarits, la base d'essai.

    Hypothesis cherche à chaque fois ailleurs ; en intégration continue, toujours pareil et sans chronomètre.
    """
    settings.MIDDLEWARE = [*INTERGICIELS, *settings.MIDDLEWARE]
    hypothese.register_profile("jalon", deadline=None, derandomize=bool(os.environ.get("CI")), database=None)
    hypothese.load_profile("jalon")
    ordre.poser()
    gabarits.poser()
    sceaux.poser()
    dossier = Path(tempfile.mkdtemp(prefix="jalon-essai-", dir=MEMOIRE if MEMOIRE.is_dir() else None))
    config.add_cleanup(lambda: shutil.rmtree(dossier, ignore_errors=True))
    settings.STATIC_ROOT = dossier / "statiques"
    settings.STATIC_ROOT.mkdir()
    _base_sur_fichier(dossier)


def _base_sur_fichier(dossier: Path) -> None:
    """SQLite s'essaie sur un vrai fichier : la base en mémoire ne se verrouille pas comme celle du produit."""
    base = connections.settings["default"]
    if base["ENGINE"].endswith("sqlite3"):
        base["TEST"]["NAME"] = str(dossier / "essai.sqlite3")


@pytest.fixture(autouse=True)
def heure_de_paris() -> None:
    """Chaque essai part du fuseau d'origine, déjà en mémoire : aucun ne paie la requête qui le lit."""
    from jalon.structure.fuseau import retenir_fuseau

    retenir_fuseau(settings.TIME_ZONE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    """Un essai réussi échoue si le harnais a relevé une faute pendant qu'il tournait."""
    fautes.reprendre()
    resultat = yield
    if relevees := fautes.reprendre():
        pytest.fail("Le harnais a relevé :\n- " + "\n- ".join(relevees), pytrace=False)
    return resultat


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Garde le rapport de l'appel : le navigateur prend une capture quand l'essai a échoué."""
    rapport = yield
    if rapport.when == "call":
        item.rapport = rapport
    return rapport
