"""Le plan des dossiers ne dépend que du jour et de la graine, quel que soit le jour où on le pose."""

from datetime import date, timedelta
from random import Random

import pytest

from jalon.demonstration import premier_lot, troisieme_lot
from jalon.demonstration.calendrier import apres, jour_ouvre
from jalon.demonstration.plans import planifier

GABARITS = [premier_lot.GABARIT, troisieme_lot.GABARIT]
JOURS = [
    date(2026, 11, 24),
    date(2027, 1, 1),  # tout est de l'année passée
    date(2026, 11, 22),  # un dimanche
    date(2028, 2, 29),
    date(2026, 3, 30),  # au lendemain du passage à l'heure d'été
]


def plans(jour: date, gabarit=premier_lot.GABARIT):
    return planifier(jour, Random("essai"), gabarit)  # noqa: S311


@pytest.mark.parametrize("gabarit", GABARITS)
@pytest.mark.parametrize("jour", JOURS)
def test_les_jours_se_suivent_et_restent_avant_le_jour_de_reference(jour, gabarit):
    veille = jour_ouvre(jour - timedelta(days=1))
    for plan in plans(jour, gabarit):
        etapes = [d for d in (plan.ouverture.date(), plan.entree, plan.fin) if d]
        assert etapes == sorted(etapes)
        assert etapes[-1] <= veille
        assert plan.ouverture.weekday() < 5


def test_la_meme_graine_et_le_meme_jour_donnent_les_memes_plans():
    assert plans(JOURS[0]) == plans(JOURS[0])


@pytest.mark.parametrize(("gabarit", "combien"), [(GABARITS[0], 300), (GABARITS[1], 1200)])
def test_les_dossiers_vont_du_plus_ancien_au_plus_recent(gabarit, combien):
    ouvertures = [plan.ouverture for plan in plans(JOURS[0], gabarit)]
    assert len(ouvertures) == gabarit.nombre == combien
    assert ouvertures == sorted(ouvertures)


def test_la_personne_de_la_vitrine_n_a_qu_un_dossier():
    assert sum(plan.personne == 0 and plan.centre == "rennes" for plan in plans(JOURS[0])) == 1


@pytest.mark.parametrize(
    ("jours", "attendu"),
    [(0, date(2026, 3, 6)), (1, date(2026, 3, 6)), (3, date(2026, 3, 9)), (90, date(2026, 3, 20))],
)
def test_apres_saute_les_fins_de_semaine_et_s_arrete_a_la_limite(jours, attendu):
    assert apres(date(2026, 3, 6), jours, date(2026, 3, 20)) == attendu
