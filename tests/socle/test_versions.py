"""Modifier sans écraser : la base tranche entre deux lectures de la même version (G1)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from jalon.prestations.models import Prestation
from jalon.socle.versions import Conflit, avancer_version

pytestmark = pytest.mark.deux_moteurs
FILS = 6


def fiche() -> Prestation:
    return Prestation.objects.create(code="X", libelle="Essai")


@pytest.mark.django_db
def test_la_version_lue_est_la_derniere_elle_avance():
    lue = fiche()
    avancer_version(lue, 1)
    assert (lue.version, Prestation.objects.get().version) == (2, 2)


@pytest.mark.django_db
def test_une_version_depassee_est_un_conflit_qui_garde_la_saisie():
    lue = fiche()
    avancer_version(lue, 1)
    with pytest.raises(Conflit, match="Une autre personne a modifié cette prestation pendant votre saisie"):
        avancer_version(lue, 1, quoi="cette prestation")
    assert Prestation.objects.get().version == 2


@pytest.mark.django_db(transaction=True)
def test_de_plusieurs_enregistrements_simultanes_un_seul_passe():
    pk, depart = fiche().pk, Barrier(FILS)

    def enregistrer(_fil: int) -> bool:
        try:
            lue = Prestation.objects.get(pk=pk)
            depart.wait(timeout=10)
            avancer_version(lue, lue.version)
        except Conflit:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(FILS) as fils:
        assert sum(fils.map(enregistrer, range(FILS))) == 1
