"""La TVA d'un dossier : régime de la maison à la date, nature de l'action, dérogation (domaine, « TVA »)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from jalon.financement.enums import RegleTva
from jalon.financement.models import Financement
from jalon.financement.operations import modifier_financement
from jalon.financement.queries import tva_du_dossier
from jalon.financement.rules import accorder_montants, hors_taxes, toutes_taxes, tva_de, tva_selon
from jalon.prestations.enums import NaturePrestation
from jalon.socle.erreurs import Refus
from jalon.structure.enums import Regime
from jalon.structure.models import RegimeTva
from tests.fabriques import dossier, prestation, societe, utilisateur

D = Decimal
JOUR = date(2026, 11, 24)
FORMATION, BILAN, VAE, ACCOMPAGNEMENT, AUTRE = NaturePrestation
EXO, FR, NORMAL, HORS = RegleTva

CAS = [
    (Regime.ATTESTATION, FORMATION, EXO, "0.00"),
    (Regime.ATTESTATION, BILAN, EXO, "0.00"),
    (Regime.ATTESTATION, VAE, EXO, "0.00"),
    (Regime.ATTESTATION, ACCOMPAGNEMENT, NORMAL, "20.00"),
    (Regime.ATTESTATION, AUTRE, NORMAL, "20.00"),
    (Regime.ASSUJETTI, FORMATION, NORMAL, "20.00"),
    (Regime.FRANCHISE, FORMATION, FR, "0.00"),
    (Regime.FRANCHISE, ACCOMPAGNEMENT, FR, "0.00"),
    (Regime.NON_ASSUJETTI, BILAN, HORS, "0.00"),
]


@pytest.mark.parametrize(("regime", "nature", "regle", "taux"), CAS)
def test_le_regime_et_la_nature_donnent_la_regle_et_le_taux(regime, nature, regle, taux):
    tva = tva_de(regime, nature, JOUR)
    assert (tva.regle, tva.taux) == (regle, D(taux))


def test_sans_regime_la_tva_est_inconnue_pas_nulle():
    assert tva_de(None, FORMATION, JOUR) is None


def test_le_taux_normal_est_celui_du_jour():
    assert tva_selon(NORMAL, date(2013, 12, 31)).taux == D("19.60")
    assert tva_selon(NORMAL, date(2014, 1, 1)).taux == D("20.00")


@pytest.mark.parametrize(
    ("regle", "mention"),
    [
        (EXO, "Exonération de TVA, article 261-4-4° a du CGI"),
        (FR, "TVA non applicable, article 293 B du CGI"),
        (NORMAL, "TVA 20,00\u00a0%"),
        (HORS, "Hors du champ de la TVA"),
    ],
)
def test_chaque_regle_a_sa_mention(regle, mention):
    assert tva_selon(regle, JOUR).mention == mention


# ── Toutes taxes, hors taxes ──


@given(st.decimals(0, 9_999_999, places=2), st.sampled_from([D(0), D("5.50"), D("8.50"), D(20)]))
def test_un_ttc_saisi_donne_un_ht_qui_lui_revient_au_centime(ttc, taux):
    total, garde, refus = accorder_montants(None, ttc, taux)
    assert (garde, refus) == (ttc, "")
    assert abs(toutes_taxes(total, taux) - ttc) <= D("0.01")
    assert accorder_montants(total, ttc, taux) == (total, ttc, "")
    assert hors_taxes(ttc, taux) == total <= ttc


@pytest.mark.parametrize(
    ("total", "ttc", "taux", "phrase"),
    [
        (None, None, D(20), ""),
        (D("1500.00"), None, None, ""),
        (D("1500.00"), D("1800.00"), D(20), ""),
        (D("1500.00"), D("1900.00"), D(20), "1\u00a0900,00\u00a0€ TTC font 1\u00a0583,33\u00a0€ HT"),
        (None, D("1800.00"), None, "Le régime de TVA de la maison n’est pas renseigné"),
    ],
)
def test_les_deux_montants_s_accordent_ou_se_refusent(total, ttc, taux, phrase):
    assert accorder_montants(total, ttc, taux)[2].startswith(phrase)
    assert bool(accorder_montants(total, ttc, taux)[2]) is bool(phrase)


# ── L'acte ──

base = pytest.mark.django_db


@pytest.fixture
def ouvert():
    return dossier(prestation=prestation(nature=ACCOMPAGNEMENT))


def regime(code: str, jour: date = date(2020, 1, 1)) -> None:
    RegimeTva.objects.create(regime=code, date_effet=jour)


def financer(ouvert, par=None, version=0, financeur=None, **donnees) -> Financement:
    par = par or utilisateur("gestionnaire")
    return modifier_financement(
        par=par, dossier=ouvert, version=version, financeur=financeur, donnees=donnees, parts=[]
    )


@base
def test_la_tva_suit_le_regime_du_jour_ou_le_dossier_commence(ouvert):
    regime(Regime.FRANCHISE)
    regime(Regime.ATTESTATION, date(2026, 7, 1))
    avant = financer(ouvert, date_debut=date(2026, 6, 30))
    assert tva_du_dossier(ouvert, avant).tva.regle == FR
    apres = financer(ouvert, version=1, date_debut=date(2026, 7, 1))
    assert tva_du_dossier(ouvert, apres).tva.taux == 20


@base
def test_le_ttc_d_un_particulier_donne_le_ht(ouvert):
    regime(Regime.ATTESTATION)
    financement = financer(ouvert, financeur=ouvert.beneficiaire, montant_ttc=D("1800.00"))
    assert (financement.montant_total, financement.montant_ttc) == (D("1500.00"), D("1800.00"))


@base
def test_une_societe_n_a_que_le_hors_taxes(ouvert):
    regime(Regime.ATTESTATION)
    financement = financer(ouvert, financeur=societe(), montant_ttc=D("1800.00"), montant_total=D("1500.00"))
    assert (financement.montant_total, financement.montant_ttc) == (D("1500.00"), None)


@base
def test_un_ttc_et_un_ht_qui_se_contredisent_sont_refuses(ouvert):
    regime(Regime.ATTESTATION)
    with pytest.raises(Refus, match="videz l’un des deux") as refus:
        financer(ouvert, financeur=ouvert.beneficiaire, montant_ttc=D("1800.00"), montant_total=D("1800.00"))
    assert refus.value.champ == "montant_ttc"


@base
def test_s_ecarter_du_regime_demande_un_droit_et_un_motif(ouvert):
    with pytest.raises(Refus, match="Dites pourquoi") as refus:
        financer(ouvert, utilisateur("responsable"), regle_tva=EXO)
    assert refus.value.champ == "motif_tva"
    with pytest.raises(Refus, match="Votre profil") as refus:
        financer(ouvert, regle_tva=EXO, motif_tva="Convention tripartite")
    assert refus.value.champ == "regle_tva"
    financement = financer(ouvert, utilisateur("responsable"), regle_tva=EXO, motif_tva="Convention tripartite")
    assert tva_du_dossier(ouvert, financement).tva.regle == EXO
    # Qui n'a pas le droit garde la dérogation en enregistrant le reste
    assert financer(ouvert, version=1, commentaire="Suite").regle_tva == EXO


@base
@pytest.mark.deux_moteurs
def test_la_base_refuse_une_derogation_sans_motif_et_un_ttc_sous_le_ht(ouvert):
    financer(ouvert, montant_total=D(100))
    for champs in ({"regle_tva": EXO}, {"montant_ttc": D("99.99")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Financement.objects.update(**champs)
