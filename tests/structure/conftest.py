"""Une personne connectée, au profil voulu ; le fuseau en mémoire repart de celui d'origine."""

import pytest
from django.conf import settings

from jalon.structure.fuseau import retenir_fuseau
from tests import fabriques


@pytest.fixture
def connecte(client, db):
    """`connecte("administrateur")` rend le client d'essai, connecté à un compte neuf de ce profil."""

    def connecter(profil: str = "administrateur", **champs):
        client.force_login(fabriques.utilisateur(profil, **champs))
        return client

    return connecter


@pytest.fixture
def admin(db):
    return fabriques.utilisateur("administrateur")


@pytest.fixture(autouse=True)
def fuseau_d_origine():
    retenir_fuseau(settings.TIME_ZONE)
    yield
    retenir_fuseau(settings.TIME_ZONE)
