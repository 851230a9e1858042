"""Des numéros uniques et croissants dans une série, même demandés ensemble (domaine, « Dossier »)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from jalon.socle.models import Compteur
from jalon.socle.numerotation import numero_suivant

pytestmark = pytest.mark.deux_moteurs
FILS, CHACUN = 6, 5


@pytest.mark.django_db
def test_les_numeros_se_suivent():
    assert [numero_suivant("dossier-2026") for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
def test_chaque_serie_a_ses_numeros():
    assert (numero_suivant("dossier-2026"), numero_suivant("dossier-2027"), numero_suivant("facture")) == (1, 1, 1)


@pytest.mark.django_db
def test_un_numero_abandonne_avec_sa_transaction_se_reprend():
    with transaction.atomic():
        assert numero_suivant("s") == 1
        transaction.set_rollback(True)
    assert numero_suivant("s") == 1


@pytest.mark.django_db(transaction=True)
def test_demandes_ensemble_les_numeros_restent_uniques_et_sans_trou():
    """La série n'existe pas encore : la créer est aussi une course."""
    depart = Barrier(FILS)

    def demander(_fil: int) -> list[int]:
        try:
            depart.wait(timeout=10)
            return [numero_suivant("course") for _ in range(CHACUN)]
        finally:
            connection.close()

    with ThreadPoolExecutor(FILS) as fils:
        obtenus = [numero for suite in fils.map(demander, range(FILS)) for numero in suite]
    assert sorted(obtenus) == list(range(1, FILS * CHACUN + 1))
    assert Compteur.objects.get(serie="course").valeur == FILS * CHACUN
