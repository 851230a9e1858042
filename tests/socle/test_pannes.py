"""Une panne passagère se dit en français, par un 503 ; rien n'est à moitié enregistré."""

import errno

import pytest
from django.db import InterfaceError, OperationalError

from jalon.socle import erreurs


def reponse(client, monkeypatch, exception: Exception):
    """La page de connexion, quand la lire lève cette exception."""

    def casser(*args, **kwargs):
        raise exception

    monkeypatch.setattr("django.contrib.auth.middleware.LoginRequiredMiddleware.process_view", casser)
    client.raise_request_exception = False
    return client.get("/connexion/")


@pytest.mark.parametrize(
    "exception",
    [OperationalError("database is locked"), InterfaceError("closed"), OSError(errno.ENOSPC, "plein")],
    ids=str,
)
def test_une_panne_passagere_rend_503_et_dit_de_reessayer(client, monkeypatch, exception, db):
    rendue = reponse(client, monkeypatch, exception)
    assert rendue.status_code == 503
    assert rendue.headers["Retry-After"] == str(erreurs.DELAI_REESSAI)
    assert "votre saisie y est encore" in rendue.content.decode()


@pytest.mark.parametrize("exception", [ValueError("faute"), OSError(errno.EACCES, "interdit")], ids=str)
def test_une_autre_panne_reste_un_500(client, monkeypatch, exception, db):
    rendue = reponse(client, monkeypatch, exception)
    assert rendue.status_code == 500
    assert "cassé de notre côté" in rendue.content.decode()
