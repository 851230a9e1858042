"""Les écrans des séances devant une saisie fausse : la phrase, jamais une panne."""

import pytest
from django.test import Client
from django.utils import timezone

from jalon.planning.operations import annuler_seance
from tests import fabriques

pytestmark = pytest.mark.django_db


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller")


@pytest.fixture
def client(paul):
    client = Client()
    client.force_login(paul)
    return client


def test_retablir_une_seance_modifiee_entre_temps_le_dit(client, paul):
    dossier = fabriques.dossier(paul)
    seance = fabriques.seance(timezone.now(), dossier, par=paul, animateurs=(fabriques.animateur(paul),))
    refus = {"annulee_par": "organisme", "motif": "Erreur"}
    annuler_seance(par=paul, seance=seance, version=seance.version, **refus)
    adresse = f"/dossiers/{dossier.numero}/seances/{seance.pk}/retablir/"
    page = client.post(adresse, {"version": "1"})
    assert page.status_code == 422
    assert "Une autre personne a modifié cette séance" in page.content.decode()
    assert client.post(adresse, {"version": "2"}).status_code == 302
