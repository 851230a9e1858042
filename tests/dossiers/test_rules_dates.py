"""Dates clés : une seule maison chacune (D1, D2, D3)."""

from datetime import date

import pytest

from jalon.dossiers.rules.dates import (
    DateCle,
    Source,
    date_entree,
    date_fin_previsionnelle,
    date_sortie,
    refus_dates,
)
from jalon.dossiers.rules.evenements import EnVigueur

LE_1, LE_5, LE_10 = (date(2026, 3, jour) for jour in (1, 5, 10))


@pytest.mark.parametrize(
    ("phrase", "evenement", "saisie", "calculee", "montree"),
    [
        ("l'événement l'emporte", LE_1, LE_5, LE_10, DateCle(LE_1, Source.EVENEMENT)),
        ("sinon la date saisie à la main", None, LE_5, LE_10, DateCle(LE_5, Source.SAISIE)),
        ("sinon la date calculée", None, None, LE_10, DateCle(LE_10, Source.CALCULEE)),
        ("sinon rien", None, None, None, DateCle(None, Source.AUCUNE)),
    ],
)
def test_la_date_d_entree_montree(phrase, evenement, saisie, calculee, montree):  # D1
    assert date_entree(EnVigueur(entree=evenement), saisie, calculee) == montree, phrase


@pytest.mark.parametrize(
    ("saisie", "calculee", "montree"),
    [
        (LE_5, LE_10, DateCle(LE_5, Source.SAISIE)),
        (None, LE_10, DateCle(LE_10, Source.CALCULEE)),
        (None, None, DateCle(None, Source.AUCUNE)),
    ],
)
def test_la_date_de_fin_montree_est_saisie_sinon_calculee(saisie, calculee, montree):  # D2
    assert date_fin_previsionnelle(saisie, calculee) == montree


def test_la_date_de_sortie_est_celle_de_la_sortie_ou_de_l_abandon():  # D3
    assert date_sortie(EnVigueur(sortie=LE_5)) == LE_5
    assert date_sortie(EnVigueur(abandon=LE_10)) == LE_10
    assert date_sortie(EnVigueur(entree=LE_1)) is None


def test_les_dates_dans_l_ordre_sont_acceptees():
    assert refus_dates(LE_1, LE_5, LE_10) == {}
    assert refus_dates(LE_1, LE_1, LE_1) == {}
    assert refus_dates(None, LE_1, None) == {}


def test_une_fin_avant_l_entree_est_refusee_a_cote_de_la_fin():
    assert refus_dates(LE_5, LE_1, None) == {
        "date_fin_saisie": "La fin prévisionnelle précède l’entrée (05/03/2026)."
    }


def test_une_entree_apres_la_sortie_est_refusee_a_cote_de_l_entree():
    assert refus_dates(LE_10, None, LE_5) == {
        "date_entree_saisie": "L’entrée ne peut pas suivre la sortie (05/03/2026)."
    }
