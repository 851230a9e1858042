"""Le statut se déduit de deux faits (domaine, « Statut ») : tous les cas écrits, et l'ordre de la table."""

from datetime import date

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

LE_2, LE_5, LE_9, LE_12 = (date(2026, 3, jour) for jour in (2, 5, 9, 12))
DIX_HEURES = 600  # minutes

PREVISIONNEL, EN_COURS, SUSPENDU, TERMINE, ABANDONNE = Avancement

# la phrase, les événements en vigueur, les présences, les minutes financées, l'avancement
CAS = [
    ("aucune séance, aucun événement", {}, {}, 0, PREVISIONNEL),
    ("une séance passée que personne n'a validée", {}, {"attendues_programmees": 1}, DIX_HEURES, PREVISIONNEL),
    ("absent à toutes ses séances", {}, {"attendues_programmees": 0}, DIX_HEURES, PREVISIONNEL),
    ("une présence, d'autres séances à venir", {}, {"presentes": 1, "attendues_programmees": 3}, 0, EN_COURS),
    ("une entrée sans aucune séance", {"entree": LE_2}, {}, 0, EN_COURS),
    (
        "sorti du groupe à mi-parcours : rien n'est plus attendu, les heures manquent",
        {},
        {"presentes": 4, "minutes_presentes": 240},
        DIX_HEURES,
        EN_COURS,
    ),
    ("forfait sans heures ni séance terminante", {}, {"presentes": 6, "minutes_presentes": 900}, 0, EN_COURS),
    ("forfait sans heures, sortie enregistrée", {"sortie": LE_12}, {"presentes": 6}, 0, TERMINE),
    ("abandonné avant de commencer", {"abandon": LE_2}, {}, DIX_HEURES, ABANDONNE),
    ("abandonné en cours de route", {"entree": LE_2, "abandon": LE_9}, {"presentes": 2}, DIX_HEURES, ABANDONNE),
    ("abandon et sortie : l'abandon l'emporte", {"abandon": LE_9, "sortie": LE_12}, {}, 0, ABANDONNE),
    ("sortie pendant une suspension", {"suspension": LE_5, "sortie": LE_12}, {}, 0, TERMINE),
    ("suspendu après une présence", {"entree": LE_2, "suspension": LE_5}, {"presentes": 1}, DIX_HEURES, SUSPENDU),
    ("suspendu avant d'être entré", {"suspension": LE_5}, {}, 0, SUSPENDU),
    ("les heures financées sont faites", {}, {"presentes": 5, "minutes_presentes": 600}, DIX_HEURES, TERMINE),
    ("une minute de moins", {}, {"presentes": 5, "minutes_presentes": 599}, DIX_HEURES, EN_COURS),
    (
        "les heures sont faites, une séance reste attendue",
        {},
        {"presentes": 5, "minutes_presentes": 600, "attendues_programmees": 1},
        DIX_HEURES,
        EN_COURS,
    ),
    (
        "les heures sont faites, une étape obligatoire manque",
        {},
        {"presentes": 5, "minutes_presentes": 600, "are_etapes_obligatoires_faites": False},
        DIX_HEURES,
        EN_COURS,
    ),
    (
        "présent à la séance qui termine la prestation",
        {},
        {"presentes": 1, "is_terminante_presente": True},
        0,
        TERMINE,
    ),
    (
        "les heures sont faites pendant une suspension",
        {"suspension": LE_5},
        {"presentes": 5, "minutes_presentes": 600},
        DIX_HEURES,
        TERMINE,
    ),
    (
        "rouvert : les heures faites ne terminent plus",
        {"reouverture": LE_12},
        {"presentes": 5, "minutes_presentes": 600},
        DIX_HEURES,
        EN_COURS,
    ),
    ("rouvert, puis sorti de nouveau", {"reouverture": LE_9, "sortie": LE_12}, {"presentes": 1}, 0, TERMINE),
]


@pytest.mark.parametrize(
    ("evenements", "presences", "minutes", "attendu"), [c[1:] for c in CAS], ids=[c[0] for c in CAS]
)
def test_l_avancement_est_le_premier_cas_de_la_table_qui_tient(evenements, presences, minutes, attendu):
    avancement, pourquoi = deduire_avancement(Faits(EnVigueur(**evenements), Presences(**presences), minutes))
    assert avancement == attendu
    assert pourquoi


RIEN, A_FACTURER, PARTIELLE, FACTURE, SOLDE = (
    SituationFinanciere.RIEN,
    SituationFinanciere.A_FACTURER,
    SituationFinanciere.PARTIELLE,
    SituationFinanciere.FACTURE,
    SituationFinanciere.SOLDE,
)
# la phrase, les montants en centimes, la situation
SITUATIONS = [
    ("la facturation n'a rien inscrit", None, SituationFinanciere.INCONNUE),
    ("rien de dû, rien de facturé", {}, RIEN),
    ("montant 0", {"du": 0, "facture_net": 0, "reste_a_payer": 0}, RIEN),
    ("une échéance due", {"du": 180_000, "echeances_dues_restantes": 1}, A_FACTURER),
    (
        "à moitié facturé",
        {"du": 180_000, "facture_net": 90_000, "echeances_dues_restantes": 1, "reste_a_payer": 90_000},
        PARTIELLE,
    ),
    ("tout facturé, rien de payé", {"du": 180_000, "facture_net": 180_000, "reste_a_payer": 180_000}, FACTURE),
    ("CPF : facturé, payé plus tard par le guichet", {"facture_net": 150_000, "reste_a_payer": 150_000}, FACTURE),
    ("tout payé", {"du": 180_000, "facture_net": 180_000}, SOLDE),
    ("trop payé", {"du": 180_000, "facture_net": 180_000, "reste_a_payer": -2_000}, SOLDE),
    ("avoir total : plus rien n'est facturé", {"facture_net": 0}, RIEN),
    (
        "avoir total sur ce qui reste dû",
        {"du": 180_000, "facture_net": 0, "echeances_dues_restantes": 1},
        A_FACTURER,
    ),
]


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


# la phrase lue, les événements, les montants
PHRASES = [
    ("Prévisionnel : ni entrée ni présence à ce jour", {}, None),
    ("En cours : entrée du 02/03/2026", {"entree": LE_2}, None),
    ("Suspendu : suspension du 05/03/2026", {"entree": LE_2, "suspension": LE_5}, None),
    ("Terminé : sortie du 12/03/2026", {"sortie": LE_12}, None),
    ("Soldé : sortie du 12/03/2026", {"sortie": LE_12}, {"facture_net": 100}),
    ("Abandonné : abandon du 09/03/2026", {"abandon": LE_9}, None),
    ("Abandonné · soldé : abandon du 09/03/2026", {"abandon": LE_9}, {"facture_net": 100}),
    ("Abandonné · facturé : abandon du 09/03/2026", {"abandon": LE_9}, {"facture_net": 100, "reste_a_payer": 100}),
]


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
