"""Répartir un montant entre financeurs : exact au centime, par construction (B8 ; domaine, « Parts »)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.financement.enums import Dispositif, ModePart, TypeFinancement
from jalon.financement.rules import PartSaisie, proposer_montant, proposer_type, repartir, reste_apres

D = Decimal
EUROS, POURCENT = ModePart.EUROS, ModePart.POURCENT


def parts(*valeurs: str) -> list[PartSaisie]:
    """« 33,33 % » et « 150 » deviennent des parts de financeurs tous différents."""
    return [
        PartSaisie(f"s{rang}", POURCENT if v.endswith("%") else EUROS, D(v.rstrip(" %").replace(",", ".")))
        for rang, v in enumerate(valeurs, start=1)
    ]


def montants(*valeurs: str) -> tuple[Decimal, ...]:
    return tuple(D(v) for v in valeurs)


# total, parts, montants attendus, reste du principal
REPARTITIONS = [
    ("1800.00", (), (), "1800.00"),
    ("1800.00", ("1710,00",), ("1710.00",), "90.00"),
    ("1800.00", ("95 %",), ("1710.00",), "90.00"),
    ("100.00", ("33,33 %",) * 3, ("33.33",) * 3, "0.01"),
    ("1000.00", ("33,33 %", "33,33 %", "33,34 %"), ("333.30", "333.30", "333.40"), "0.00"),
    ("100.01", ("50 %", "50 %"), ("50.01", "50.00"), "0.00"),
    ("1800.00", ("33,33 %", "150,00"), ("599.94", "150.00"), "1050.06"),
    ("0.00", ("50 %",), ("0.00",), "0.00"),
    ("0.01", ("50 %", "50 %"), ("0.01", "0.00"), "0.00"),
    ("0.05", ("10 %",) * 10, None, "0.00"),
    ("9999999999.99", ("99,99 %",), ("9998999999.99",), "1000000.00"),
]


@pytest.mark.parametrize(("total", "saisies", "attendus", "principal"), REPARTITIONS)
def test_le_principal_recoit_le_reste(total, saisies, attendus, principal):
    repartition = repartir(D(total), parts(*saisies))
    assert repartition.refus is None
    assert repartition.principal == D(principal)
    assert min((*repartition.montants, D(0))) == 0
    if attendus is not None:
        assert repartition.montants == montants(*attendus)


def test_sans_total_les_euros_sont_gardes_et_les_pourcentages_attendent():
    repartition = repartir(None, parts("600,00", "20 %"))
    assert repartition.montants == (D("600.00"), None)
    assert repartition.principal is None
    assert repartition.cofinance == D("600.00")
    assert repartition.refus is None


def test_des_parts_au_dessus_du_total_sont_refusees_avec_la_difference():
    repartition = repartir(D("1800.00"), parts("1500,00", "20 %"))
    assert repartition.refus == "Les co-financeurs dépassent le montant total de 60,00\u00a0€."


def test_la_difference_se_lit_avec_ses_milliers():
    assert "1\u00a0234,50\u00a0€" in repartir(D("0.00"), parts("1234,50")).refus


def test_plus_de_cent_pour_cent_est_refuse_meme_sans_total():
    assert repartir(None, parts("60 %", "50 %")).refus == "Les pourcentages dépassent 100 % de 10,00\u00a0%."


def test_un_financeur_deux_fois_est_refuse_a_cote_de_sa_ligne():
    double = [PartSaisie("s1", EUROS, D(10)), PartSaisie("s1", POURCENT, D(5))]
    repartition = repartir(D(100), double)
    assert (repartition.refus, repartition.ligne_refusee) == ("Ce financeur est déjà dans la répartition.", 1)


def test_le_principal_ne_se_cofinance_pas_lui_meme():
    repartition = repartir(D(100), parts("10,00"), principal="s1")
    assert (repartition.refus, repartition.ligne_refusee) == ("Ce financeur est déjà dans la répartition.", 0)


def test_une_part_negative_est_refusee_a_cote_de_sa_ligne():
    repartition = repartir(D(100), parts("10,00", "-1,00"))
    assert (repartition.refus, repartition.ligne_refusee) == ("Une part n’est pas négative.", 1)


# ── Toutes les répartitions possibles ──

TOTAUX = st.decimals(0, 9_999_999_999, places=2)
POURCENTS = st.lists(st.decimals(0, 100, places=2), max_size=12)
SOMMES = st.lists(st.decimals(0, 5_000, places=2), max_size=5)


def saisir(pourcents, sommes) -> list[PartSaisie]:
    lignes = [(POURCENT, v) for v in pourcents] + [(EUROS, v) for v in sommes]
    return [PartSaisie(f"s{rang}", mode, valeur) for rang, (mode, valeur) in enumerate(lignes)]


@given(TOTAUX, POURCENTS, SOMMES)
def test_la_somme_est_exacte_et_rien_n_est_negatif(total, pourcents, sommes):
    repartition = repartir(total, saisir(pourcents, sommes))
    if repartition.refus:
        return
    assert sum(repartition.montants) + repartition.principal == total
    assert min((*repartition.montants, repartition.principal)) >= 0
    assert all(m == m.quantize(D("0.01")) for m in repartition.montants)


@given(st.decimals(0, 1, places=2), st.lists(st.integers(1, 20), min_size=1, max_size=12))
def test_les_tres_petits_montants_se_repartissent_aussi(total, poids):
    """Des pourcentages qui ne dépassent pas 100 ne sont jamais refusés à cause d'un arrondi."""
    pourcents = [D(p) * 100 / sum(poids) for p in poids]
    pourcents = [p.quantize(D("0.01"), "ROUND_DOWN") for p in pourcents]
    repartition = repartir(total, saisir(pourcents, []))
    assert repartition.refus is None
    assert min((*repartition.montants, repartition.principal)) >= 0
    assert sum(repartition.montants) + repartition.principal == total


@given(TOTAUX, st.integers(1, 12))
def test_cent_pour_cent_ne_laisse_rien_au_principal(total, nombre):
    part = (D(100) / nombre).quantize(D("0.01"), "ROUND_DOWN")
    pourcents = [*[part] * (nombre - 1), 100 - part * (nombre - 1)]
    assert repartir(total, saisir(pourcents, [])).principal == 0


@given(TOTAUX, POURCENTS, SOMMES)
def test_repartir_deux_fois_ne_change_rien(total, pourcents, sommes):
    saisies = saisir(pourcents, sommes)
    assert repartir(total, saisies) == repartir(total, saisies)


# ── Propositions ──


@pytest.mark.parametrize(
    ("dispositifs", "propose"),
    [
        ((Dispositif.OPCO,), TypeFinancement.PRIVE),
        ((Dispositif.CPF, Dispositif.AIF), TypeFinancement.PUBLIC),
        ((Dispositif.OPCO, Dispositif.CPF), TypeFinancement.MIXTE),
        ((Dispositif.PARTICULIER,), TypeFinancement.PRIVE),
        ((Dispositif.AUTRE,), None),
        ((Dispositif.AUTRE, Dispositif.FSE), TypeFinancement.PUBLIC),
        ((), None),
    ],
)
def test_le_type_est_propose_d_apres_les_dispositifs(dispositifs, propose):  # B6
    assert proposer_type(dispositifs) == propose


@pytest.mark.parametrize(
    ("tarif", "minutes", "propose"),
    [("75.00", 1440, "1800.00"), ("75.00", 1470, "1837.50"), ("33.33", 20, "11.11"), ("14.50", 0, "0.00")],
)
def test_le_tarif_par_les_heures_propose_le_montant(tarif, minutes, propose):  # B10
    assert proposer_montant(D(tarif), minutes) == D(propose)


def test_sans_tarif_ou_sans_heures_rien_n_est_propose():
    assert proposer_montant(None, 60) is None
    assert proposer_montant(D(75), None) is None


def test_ce_qui_reste_d_une_convention():  # B1
    assert reste_apres(600, 240) == 360
    assert reste_apres(D("100.00"), D("130.00")) == D("-30.00")
    assert reste_apres(600, None) == 600
    assert reste_apres(None, 240) is None
