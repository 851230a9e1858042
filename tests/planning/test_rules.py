"""Les règles du planning : états, créneaux, heures, répétition, bilan d'un dossier."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from jalon.planning.enums import EtatSeance, Presence
from jalon.planning.rules.creneau import CreneauRefuse, creneau
from jalon.planning.rules.etats import refus_passage, refus_retablir, refus_valider
from jalon.planning.rules.faits import LignePlanning, Reste, bilan, etapes_manquantes, reste_a_planifier
from jalon.planning.rules.heures import minutes_comptees, refus_minutes
from jalon.planning.rules.repetition import dates_repetees

PARIS = ZoneInfo("Europe/Paris")
PROGRAMMEE, REALISEE, ANNULEE, REPORTEE = EtatSeance
ATTENDU, PRESENT, EXCUSE, INJUSTIFIE = Presence
J1, J2, J3 = date(2026, 9, 14), date(2026, 10, 5), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("avant", "apres", "permis"),
    [
        (PROGRAMMEE, REALISEE, True),
        (PROGRAMMEE, ANNULEE, True),
        (PROGRAMMEE, REPORTEE, True),
        (REALISEE, PROGRAMMEE, True),
        (ANNULEE, PROGRAMMEE, True),
        (REPORTEE, PROGRAMMEE, True),
        (PROGRAMMEE, PROGRAMMEE, False),
        (REALISEE, ANNULEE, False),
        (REALISEE, REPORTEE, False),
        (REALISEE, REALISEE, False),
        (ANNULEE, REALISEE, False),
        (ANNULEE, REPORTEE, False),
        (REPORTEE, REALISEE, False),
        (REPORTEE, ANNULEE, False),
    ],
)
def test_une_seance_ne_passe_que_par_les_etats_permis(avant, apres, permis):
    assert (refus_passage(avant, apres) is None) == permis


def test_on_ne_valide_pas_une_seance_qui_n_a_pas_commence():
    assert refus_valider(is_commencee=True) is None
    assert "pas encore commencé" in refus_valider(is_commencee=False)


@pytest.mark.parametrize(
    ("faits", "mot"),
    [
        ({"signee": True}, "signatures"),
        ({"facturee": True}, "facturée"),
        ({"remplacee_realisee": True}, "a déjà eu lieu"),
        ({}, None),
    ],
)
def test_retablir_s_arrete_a_ce_qui_est_signe_facture_ou_remplace(faits, mot):
    refus = refus_retablir(**{"signee": False, "facturee": False, "remplacee_realisee": False, **faits})
    assert refus is None if mot is None else mot in refus


@pytest.mark.parametrize(
    ("etat", "presence", "reelles", "attendu"),
    [
        (REALISEE, PRESENT, None, 120),
        (REALISEE, PRESENT, 90, 90),
        (REALISEE, PRESENT, 0, 0),
        (REALISEE, EXCUSE, None, 0),
        (REALISEE, INJUSTIFIE, None, 0),
        (PROGRAMMEE, ATTENDU, None, 0),
        (ANNULEE, PRESENT, None, 0),
    ],
)
def test_seules_les_minutes_d_un_present_comptent(etat, presence, reelles, attendu):
    assert minutes_comptees(etat, presence, reelles, 120) == attendu


def test_la_duree_reelle_ne_depasse_pas_la_seance():
    assert refus_minutes(120, 120) is None
    assert "dépasse" in refus_minutes(121, 120)


def test_un_creneau_ordinaire():
    debut, fin = creneau(J1, time(9), time(11, 30), PARIS)
    assert (fin - debut).total_seconds() == 150 * 60
    assert debut.utcoffset().total_seconds() == 7200


@pytest.mark.parametrize(
    ("jour", "debut", "fin", "champ"),
    [
        (J1, time(11), time(9), "heure_fin"),
        (J1, time(9), time(9), "heure_fin"),
        (J1, time(23), time(1), "heure_fin"),  # à travers minuit
        (J1, time(7), time(20), "heure_fin"),
        (date(2027, 3, 28), time(2, 30), time(4), "heure_debut"),  # 2 h 30 n'existe pas
        (date(2027, 3, 28), time(1), time(2, 30), "heure_fin"),
    ],
)
def test_un_creneau_impossible_est_refuse_a_cote_de_son_champ(jour, debut, fin, champ):
    with pytest.raises(CreneauRefuse) as refus:
        creneau(jour, debut, fin, PARIS)
    assert refus.value.champ == champ


def test_la_nuit_ou_l_heure_existe_deux_fois_on_prend_la_premiere():
    debut, fin = creneau(date(2027, 10, 31), time(2, 30), time(4), PARIS)
    assert debut.utcoffset().total_seconds() == 7200  # encore l'heure d'été
    assert (fin.timestamp() - debut.timestamp()) == 150 * 60  # l'heure rejouée compte


def test_repeter_saute_les_jours_fermes_et_donne_le_compte():
    noel = {date(2026, 12, 25)}
    jours, sautes = dates_repetees(date(2026, 12, 18), 3, noel.__contains__)
    assert jours == [date(2026, 12, 18), date(2027, 1, 1), date(2027, 1, 8)]
    assert sautes == [date(2026, 12, 25)]


@pytest.mark.parametrize("fois", [0, -1, 53])
def test_repeter_se_borne(fois):
    with pytest.raises(ValueError, match="De 1 à 52"):
        dates_repetees(J1, fois, lambda jour: False)


def test_repeter_s_arrete_si_tout_est_ferme():
    jours, sautes = dates_repetees(J1, 2, lambda jour: True)
    assert (jours, len(sautes)) == ([], 104)


def ligne(jour, etat=REALISEE, presence=PRESENT, prevues=120, **faits):
    return LignePlanning(jour, etat, presence, prevues, **faits)


def test_un_dossier_sans_seance():
    vide = bilan([])
    assert (vide.attendues, vide.presentes, vide.date_entree, vide.date_fin) == (0, 0, None, None)
    assert vide.are_etapes_faites


def test_les_dates_suivent_les_participations_vivantes():
    lignes = [
        ligne(date(2026, 8, 1), presence=EXCUSE),  # une absence ne compte pas
        ligne(date(2026, 8, 2), etat=ANNULEE, presence=ATTENDU),
        ligne(J1),
        ligne(J3, etat=PROGRAMMEE, presence=ATTENDU),
        ligne(date(2026, 12, 1), etat=REPORTEE, presence=ATTENDU),
    ]
    resume = bilan(lignes)
    assert (resume.date_entree, resume.date_fin) == (J1, J3)
    assert (resume.attendues, resume.presentes, resume.minutes_presentes) == (1, 1, 120)
    assert resume.minutes_programmees == 120


def test_la_seance_passee_non_validee_n_est_pas_une_presence():
    assert bilan([ligne(J1, etat=PROGRAMMEE, presence=ATTENDU)]).presentes == 0


def test_les_minutes_facturables_laissent_celles_qui_ne_se_facturent_pas():
    resume = bilan([ligne(J1), ligne(J2, is_facturable=False)])
    assert (resume.minutes_presentes, resume.minutes_facturables) == (240, 120)


def test_une_etape_obligatoire_se_fait_par_ses_presences():
    lignes = [ligne(J1, etape=1), ligne(J2, etape=1, presence=EXCUSE), ligne(J3, etape=2)]
    assert etapes_manquantes([li for li in lignes if li.is_presente], {1: 2, 2: 1, 3: 1}) == {1: 1, 3: 1}
    assert not bilan(lignes, {1: 2}).are_etapes_faites
    assert bilan(lignes, {1: 1, 2: 1}).are_etapes_faites


@pytest.mark.parametrize(
    ("financees", "attendu"),
    [(None, Reste()), (0, Reste()), (600, Reste(360, 0)), (240, Reste(0, 0)), (180, Reste(0, 60))],
)
def test_ce_qui_reste_a_planifier_ou_depasse(financees, attendu):
    resume = bilan([ligne(J1), ligne(J3, etat=PROGRAMMEE, presence=ATTENDU)])
    assert reste_a_planifier(resume, financees) == attendu


def test_absences_et_annulees_se_comptent_a_part():
    resume = bilan(
        [ligne(J1, presence=EXCUSE), ligne(J2, etat=ANNULEE, presence=ATTENDU), ligne(J3, etat=REPORTEE)]
    )
    assert (resume.absences, resume.minutes_annulees, resume.minutes_presentes) == (1, 240, 0)
