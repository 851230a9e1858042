"""De qui parle l'accueil, et comment il dit le temps."""

from datetime import date, datetime

import pytest

from jalon.accueil.rules import dans_combien, portee_choisie, portees, quand

MAINTENANT = datetime(2026, 11, 24, 11, 20)


@pytest.mark.parametrize(
    ("perimetre", "libelles"),
    [("miens", []), ("equipes", ["Moi", "Mon équipe"]), ("maison", ["Moi", "La structure"])],
)
def test_la_bascule_suit_le_perimetre(perimetre, libelles):
    assert [libelle for _, libelle in portees(perimetre)] == libelles


@pytest.mark.parametrize(
    ("demandee", "perimetre", "portee"),
    [
        ("", "miens", "moi"),
        ("equipe", "miens", "moi"),
        ("", "equipes", "moi"),
        ("equipe", "equipes", "equipe"),
        ("", "maison", "equipe"),
        ("moi", "maison", "moi"),
        ("forgee", "equipes", "moi"),
    ],
)
def test_une_portee_non_permise_est_ignoree(demandee, perimetre, portee):
    assert portee_choisie(demandee, perimetre) == portee


@pytest.mark.parametrize(
    ("instant", "mots"),
    [
        (datetime(2026, 11, 24, 10, 42), "aujourd’hui à 10:42"),
        (datetime(2026, 11, 23, 16, 5), "hier à 16:05"),
        (datetime(2026, 11, 20, 9, 0), "le 20/11/2026"),
    ],
)
def test_un_instant_proche_se_dit_en_mots(instant, mots):
    assert quand(instant, MAINTENANT) == mots


@pytest.mark.parametrize(
    ("fin", "mots"),
    [
        (date(2026, 11, 24), "aujourd’hui"),
        (date(2026, 11, 25), "dans 1 jour"),
        (date(2026, 12, 6), "dans 12 jours"),
        (date(2026, 11, 23), "dépassée de 1 jour"),
        (date(2026, 11, 20), "dépassée de 4 jours"),
    ],
)
def test_l_ecart_se_compte_en_jours_du_calendrier(fin, mots):
    assert dans_combien(fin, MAINTENANT.date()) == mots
