"""Le statut se déduit de deux faits (domaine, « Statut ») : tous les cas écrits, et l'ordre de la table."""

import pytest

from jalon.dossiers.enums import Avancement, SituationFinanciere, Statut
from jalon.dossiers.rules.evenements import EnVigueur
from jalon.dossiers.rules.statut import (
    Facturation,
    Faits,
    Presences,
    deduire,
    deduire_avancement,
    deduire_situation,
    deduire_statut,
)
from tests.dossiers.cas_statut import (
    CAS,
    DIX_HEURES,
    FACTURE,
    LE_2,
    LE_9,
    LE_12,
    PARTIELLE,
    PHRASES,
    SITUATIONS,
    SOLDE,
    TERMINE,
)
from tests.dossiers.page_statut import PAGE, TABLE, page


@pytest.mark.parametrize(
    ("evenements", "presences", "minutes", "attendu"), [c[1:] for c in CAS], ids=[c[0] for c in CAS]
)
def test_l_avancement_est_le_premier_cas_de_la_table_qui_tient(evenements, presences, minutes, attendu):
    avancement, pourquoi = deduire_avancement(Faits(EnVigueur(**evenements), Presences(**presences), minutes))
    assert avancement == attendu
    assert pourquoi


@pytest.mark.parametrize(("montants", "attendue"), [s[1:] for s in SITUATIONS], ids=[s[0] for s in SITUATIONS])
def test_la_situation_financiere_se_deduit_des_montants(montants, attendue):
    assert deduire_situation(None if montants is None else Facturation(**montants)) == attendue


def test_inconnue_n_est_jamais_facture():
    deduction = deduire(Faits(EnVigueur(sortie=LE_12)))
    assert deduction.situation.label == "—"
    assert deduction.statut == Statut.TERMINE


@pytest.mark.parametrize("avancement", list(Avancement))
@pytest.mark.parametrize("situation", list(SituationFinanciere))
def test_facture_et_solde_ne_remplacent_que_termine(avancement, situation):
    remplace = avancement == TERMINE and situation in (FACTURE, SOLDE)
    assert deduire_statut(avancement, situation).value == (situation if remplace else avancement).value


@pytest.mark.parametrize(("phrase", "evenements", "montants"), PHRASES, ids=[p[0] for p in PHRASES])
def test_la_page_dit_pourquoi(phrase, evenements, montants):
    facturation = None if montants is None else Facturation(**montants)
    assert deduire(Faits(EnVigueur(**evenements), facturation=facturation)).pourquoi == phrase


def test_abandonne_et_a_moitie_facture_reste_abandonne():
    moitie = Facturation(du=200, facture_net=100, echeances_dues_restantes=1, reste_a_payer=100)
    deduction = deduire(Faits(EnVigueur(abandon=LE_9), facturation=moitie))
    assert (deduction.statut, deduction.situation) == (Statut.ABANDONNE, PARTIELLE)


def test_termine_par_les_heures_dit_lesquelles_et_quand():
    faites = Presences(presentes=5, minutes_presentes=600, derniere_presence=LE_12)
    assert deduire(Faits(presences=faites, minutes_financees=DIX_HEURES)).pourquoi == (
        "Terminé : toutes les heures financées sont réalisées, le 12/03/2026"
    )


def test_en_cours_par_une_presence_dit_laquelle():
    commence = Presences(presentes=1, premiere_presence=LE_2)
    assert deduire(Faits(presences=commence)).pourquoi == "En cours : première séance réalisée le 02/03/2026"


def test_la_page_du_metier_montre_les_memes_cas():
    """Sinon : `python -m tests.dossiers.page_statut`."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_la_table_dit_chaque_avancement():
    assert {avancement for avancement, _ in TABLE} == set(Avancement)
