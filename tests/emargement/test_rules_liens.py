"""Combien de temps vaut un lien, dans quel état il est, et ce que l'on montre d'une personne."""

from datetime import UTC, datetime, timedelta

import pytest

from jalon.emargement.enums import EtatLien
from jalon.emargement.rules import liens

DEBUT = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
FIN = DEBUT + timedelta(hours=2)
SEMAINE = timedelta(days=7)


@pytest.mark.parametrize(
    ("maintenant", "attendu"),
    [
        (DEBUT - timedelta(days=2), FIN + timedelta(hours=72)),
        (FIN + timedelta(hours=1), FIN + timedelta(hours=73)),
        (FIN + timedelta(days=6), FIN + SEMAINE),
        (FIN + SEMAINE, None),
    ],
)
def test_un_lien_vaut_trois_jours_sans_depasser_la_fenetre(maintenant, attendu):  # EM-07
    assert liens.expiration_lien(maintenant, fin=FIN, ferme_apres=SEMAINE) == attendu


@pytest.mark.parametrize(
    ("ecart", "refuse"),
    [
        (timedelta(minutes=-31), "s’ouvre le 03/12/2026 à 13:30"),
        (timedelta(minutes=-30), None),
        (timedelta(hours=2, minutes=29), None),
        (timedelta(hours=2, minutes=30), "lien personnel"),
    ],
)
def test_le_qr_code_vaut_le_temps_de_la_seance(ecart, refuse):  # F4
    phrase = liens.refus_ouvrir_salle(DEBUT + ecart, debut=DEBUT, fin=FIN, avant=timedelta(minutes=30))
    assert (phrase is None) == (refuse is None)
    assert refuse is None or refuse in phrase


@pytest.mark.parametrize(
    ("faits", "attendu", "valable"),
    [
        ({}, EtatLien.EN_ATTENTE, True),
        ({"utilise_at": DEBUT}, EtatLien.SIGNE, False),
        ({"revoque_at": DEBUT}, EtatLien.REVOQUE, False),
        ({"expire_at": DEBUT}, EtatLien.EXPIRE, False),
        ({"is_remis": False}, EtatLien.NON_REMIS, True),
        ({"utilise_at": DEBUT, "revoque_at": DEBUT}, EtatLien.SIGNE, False),
    ],
)
def test_l_etat_d_un_lien(faits, attendu, valable):
    tous = {"expire_at": FIN, "utilise_at": None, "revoque_at": None, "is_remis": None, **faits}
    assert liens.etat_lien(DEBUT, **tous) == attendu
    tous.pop("is_remis")
    assert liens.is_valable(DEBUT, **tous) is valable


@pytest.mark.parametrize(
    ("personnes", "attendus"),
    [
        ([("Claire", "MARTIN"), ("Paul", "de la Tour")], ["Claire M.", "Paul D."]),
        ([("Claire", "Martin"), ("Claire", "Morel")], ["Claire Ma.", "Claire Mo."]),
        ([("Claire", "Martin"), ("Claire", "Martel"), ("Zoé", "")], ["Claire Mar. (1)", "Claire Mar. (2)", "Zoé"]),
    ],
)
def test_on_ne_montre_que_le_prenom_et_de_quoi_distinguer(personnes, attendus):
    assert liens.noms_courts(personnes) == attendus
