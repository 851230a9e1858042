"""« À contrôler » : les comptes des vues de contrôle, et l'adresse de chacune."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jalon.accueil.controles import SOURCE
from jalon.accueil.enums import Portee
from tests import fabriques

pytestmark = pytest.mark.django_db


def test_le_bloc_ne_dit_que_ce_qui_trouve_des_dossiers(client):
    paul = fabriques.utilisateur("conseiller")
    assert SOURCE.contexte(paul, Portee.MOI) is None
    dossier = fabriques.dossier(paul)
    fabriques.seance(timezone.now().replace(microsecond=0) - timedelta(days=1), dossier)
    lus = SOURCE.contexte(paul, Portee.MOI)["controles"]
    assert [(c.vue.code, c.compte.nombre) for c in lus] == [("ecarts", 1)]
    assert lus[0].adresse == "/controle/ecarts/?miens=oui"
    client.force_login(paul)
    page = client.get("/").content.decode()
    assert "/controle/ecarts/?miens=oui" in page
