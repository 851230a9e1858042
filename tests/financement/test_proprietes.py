"""Propriétés : pour tout total et toutes parts, la base porte une somme exacte et rien de négatif (B8)."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jalon.dossiers.operations.commun import etats_blocs
from jalon.financement.enums import ModePart
from jalon.financement.models import Financement
from jalon.financement.operations import LignePart, RefusPart, modifier_financement
from jalon.journal.models import Entree
from tests.fabriques import dossier, societe, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
D = Decimal
EUROS, POURCENT = ModePart.EUROS, ModePart.POURCENT
ESSAIS = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
TOTAUX = st.one_of(st.none(), st.decimals(0, 99_999, places=2))
PARTS = st.lists(
    st.one_of(
        st.tuples(st.just(POURCENT), st.decimals(0, 100, places=2)),
        st.tuples(st.just(EUROS), st.decimals(0, 9_999, places=2)),
    ),
    max_size=4,
)
TIERS = [(POURCENT, D("33.33"))] * 3


class Defait(Exception):
    """Rend la base comme elle était entre deux exemples."""


@pytest.fixture
def banc():
    """Un dossier, sa gestionnaire, cinq financeurs."""
    par = utilisateur("gestionnaire")
    return par, dossier(par), [societe(f"Financeur {rang}") for rang in range(5)]


def enregistrer(banc, total, parts) -> Financement:
    par, ouvert, (principal, *autres) = banc
    etat = etats_blocs(ouvert).get("financement")
    lignes = [LignePart(autres[rang], mode, valeur) for rang, (mode, valeur) in enumerate(parts)]
    return modifier_financement(
        par=par,
        dossier=ouvert,
        version=etat.version if etat else 0,
        financeur=principal,
        donnees={"montant_total": total},
        parts=lignes,
    )


@ESSAIS
@given(TOTAUX, PARTS)
@example(D("100.00"), TIERS)
@example(D("0.01"), TIERS)
@example(D("0.05"), [(POURCENT, D(10))] * 4)
@example(None, [(POURCENT, D(20)), (EUROS, D(100))])
@pytest.mark.lent
def test_la_somme_est_exacte_et_enregistrer_deux_fois_ne_change_rien(banc, total, parts):
    try:
        with transaction.atomic():
            financement = enregistrer(banc, total, parts)
            _verifier(Financement.objects.get(pk=financement.pk))
            avant, lignes = _contenu(financement), Entree.objects.count()
            enregistrer(banc, total, parts)
            assert (_contenu(financement), Entree.objects.count()) == (avant, lignes)
            raise Defait
    except RefusPart:
        assert total is not None or sum(v for m, v in parts if m == POURCENT) > 100
    except Defait:
        pass


def _verifier(lu: Financement) -> None:
    montants = [part.montant for part in lu.parts.all()]
    if lu.montant_total is None:
        assert lu.montant_principal is None
        return
    assert sum(montants) + lu.montant_principal == lu.montant_total
    assert min(*montants, lu.montant_principal, D(0)) >= 0


def _contenu(financement: Financement) -> tuple:
    lu = Financement.objects.get(pk=financement.pk)
    return lu.montant_total, lu.montant_cofinance, list(lu.parts.values())


@ESSAIS
@given(st.decimals(1, 9_999, places=2), st.decimals("0.01", 9_999, places=2))
@pytest.mark.lent
def test_un_total_baisse_sous_les_parts_est_refuse_avec_la_difference(banc, part, manque):
    try:
        with transaction.atomic():
            financement = enregistrer(banc, part + manque, [(EUROS, part)])
            baisse = max(D(0), part - manque)
            with pytest.raises(RefusPart) as refus, transaction.atomic():
                enregistrer(banc, baisse, [(EUROS, part)])
            assert refus.value.champ == "montant_total"
            dit = refus.value.message.replace("\u00a0", "").replace(",", ".")
            assert f"{part - baisse:.2f}" in dit
            assert Financement.objects.get(pk=financement.pk).montant_total == part + manque
            raise Defait
    except Defait:
        pass
