"""Les parcours : une maison d'essai, une personne qui se connecte, et l'accueil d'où tout part."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from jalon.socle.controles import CONTROLES
from tests.maison import MOT_DE_PASSE, Maison, construire

from . import lignes

LARGEURS = {"bureau": (1440, 900), "téléphone": (390, 844)}


@pytest.fixture(autouse=True)
def base_livree(django_db_serialized_rollback) -> None:
    """Chaque parcours retrouve la base comme les migrations la livrent : profils, suivis, motifs, origines."""


@pytest.fixture
def maison(transactional_db) -> Iterator[Maison]:
    """La maison d'essai, dans la base que lit le serveur vivant ; à la fin, `jalon verifier` n'y trouve rien."""
    cache.clear()  # les limites de débit de la connexion
    yield construire()
    ecarts = [str(ecart) for controle in CONTROLES for ecart in controle.verifier()]
    assert not ecarts


@pytest.fixture
def connexion(maison, nouvelle_page) -> Callable:
    """`connexion("conseiller", "téléphone")` : se connecte par le formulaire, rend la page d'accueil."""

    def se_connecter(qui: str = "conseiller", taille: str = "bureau"):
        largeur, hauteur = LARGEURS[taille]
        page = nouvelle_page(largeur=largeur, hauteur=hauteur)
        page.goto("/")
        page.get_by_label("Courriel").fill(maison.utilisateurs[qui].courriel)
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Se connecter").click()
        page.get_by_role("heading", name="Ma journée").wait_for()
        return page

    return se_connecter


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Un parcours qui prouve une ligne des exigences ne se saute pas : le sauter, c'est échouer."""
    rapport = yield
    lignes.refuser_un_saut(rapport, f"{item.path.stem}.{getattr(item, 'originalname', item.name)}")
    return rapport
