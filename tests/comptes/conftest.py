"""Une personne connectée, au profil voulu ; un administrateur."""

import pytest

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
