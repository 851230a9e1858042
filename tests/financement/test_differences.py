"""Prévu, planifié, réalisé : chaque différence nommée, rien d'autre (H4)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.financement.enums import EcartEtape
from jalon.financement.rules import Difference, Quantite, comparer, quantites_des_seances

D = Decimal
RIEN = Quantite()
HEURES = st.none() | st.integers(0, 6000)
EUROS = st.none() | st.decimals(0, 9999, places=2)


def dire(prevu=RIEN, planifie=RIEN, realise=RIEN, **options) -> list[str]:
    return [str(d).replace("\u00a0", " ") for d in comparer(prevu, planifie, realise, **options)]


def heures(prevues, planifiees, realisees, **options) -> list[str]:
    return dire(Quantite(prevues), Quantite(planifiees), Quantite(realisees), **options)


def euros(prevu, planifie, realise, **options) -> list[str]:
    return dire(*(Quantite(montant=None if m is None else D(m)) for m in (prevu, planifie, realise)), **options)


# prévues, planifiées, réalisées (minutes), options, phrases
CAS_HEURES = [
    (1440, 1440, 1440, {}, []),
    (1440, 1440, 600, {}, []),
    (1440, None, None, {}, []),
    (None, None, None, {}, []),
    (None, 0, 0, {}, []),
    (1440, 720, 0, {}, ["12 h financées ne sont pas planifiées"]),
    (1440, 1350, 870, {}, ["1 h 30 financée n’est pas planifiée"]),
    (1440, 1395, 0, {}, ["45 min financées ne sont pas planifiées"]),
    (1440, 1439, 0, {}, ["1 min financée n’est pas planifiée"]),
    (1440, 1620, 1620, {}, ["3 h réalisées au-delà des heures financées"]),
    (1440, 1560, 600, {}, ["2 h planifiées au-delà des heures financées"]),
    (
        1440,
        1740,
        1620,
        {},
        ["3 h réalisées au-delà des heures financées", "2 h planifiées au-delà des heures financées"],
    ),
    (1440, 720, 720, {"is_fini": True}, ["12 h financées n’ont pas été réalisées"]),
    (1440, 1440, 1380, {"is_fini": True}, ["1 h financée n’a pas été réalisée"]),
    (1440, 1440, 1440, {"is_fini": True}, []),
    (None, 240, 60, {}, ["4 h planifiées sans heures financées"]),
    (0, 60, 0, {}, ["1 h planifiée sans heures financées"]),
    (None, 240, 60, {"is_forfait": True}, []),
    (1440, 1620, 1620, {"is_forfait": True}, ["3 h réalisées au-delà des heures financées"]),
]


@pytest.mark.parametrize(("prevues", "planifiees", "realisees", "options", "phrases"), CAS_HEURES)
def test_les_heures_qui_different_se_nomment(prevues, planifiees, realisees, options, phrases):  # H4
    assert heures(prevues, planifiees, realisees, **options) == phrases


# prévu, planifié, réalisé (euros), options, phrases
CAS_EUROS = [
    ("1800", "1800", "900", {}, []),
    ("1800", None, None, {}, []),
    (None, "0", "0", {}, []),
    ("1800", "2025", "2025", {}, ["Montant prévu inférieur de 225,00 € au réalisé"]),
    ("1800", "1950", "900", {}, ["Montant prévu inférieur de 150,00 € au planifié"]),
    ("1800", "900", "900", {}, []),
    ("1800", "900", "900", {"is_fini": True}, ["Montant prévu supérieur de 900,00 € au réalisé"]),
    (None, "300", "150", {}, ["150,00 € réalisés sans montant prévu"]),
]


@pytest.mark.parametrize(("prevu", "planifie", "realise", "options", "phrases"), CAS_EUROS)
def test_les_montants_qui_different_se_nomment(prevu, planifie, realise, options, phrases):  # H4
    assert euros(prevu, planifie, realise, **options) == phrases


def test_les_heures_viennent_avant_les_euros():
    prevu, seances = Quantite(1440, D(1800)), quantites_des_seances(D(75), 1620, 1620)
    assert dire(prevu, seances["planifie"], seances["realise"]) == [
        "3 h réalisées au-delà des heures financées",
        "Montant prévu inférieur de 225,00 € au réalisé",
    ]


def test_sans_seance_ni_planifie_ni_realise_ni_ecart():
    assert quantites_des_seances(D(75), None, None) == {}


def test_un_forfait_compte_ses_heures_pas_ses_euros():
    assert quantites_des_seances(None, 120, None) == {"planifie": Quantite(120), "realise": Quantite(0)}


@given(st.builds(Quantite, HEURES, EUROS), HEURES, HEURES, st.booleans(), st.booleans())
def test_chaque_difference_est_positive_et_dite_une_fois(prevu, planifiees, realisees, is_fini, is_forfait):
    realisees = min(realisees or 0, planifiees) if planifiees is not None else None
    seances = quantites_des_seances(D(75), planifiees, realisees)
    lues = comparer(
        prevu,
        seances.get("planifie", RIEN),
        seances.get("realise", RIEN),
        is_fini=is_fini,
        is_forfait=is_forfait,
    )
    assert all(d.minutes > 0 or d.montant > 0 for d in lues)
    assert len({d.code for d in lues}) == len(lues)
    assert not (planifiees is None and lues)


@pytest.mark.parametrize("code", EcartEtape)
def test_chaque_difference_a_sa_phrase(code):
    assert str(Difference(code, 120, D(10)))


def test_des_quantites_inconnues_des_deux_cotes_le_restent():
    assert RIEN.plus(RIEN) == RIEN
    assert Quantite(60).plus(Quantite(30, D(5))) == Quantite(90, D(5))
