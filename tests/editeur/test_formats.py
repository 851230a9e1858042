"""Dates, heures, montants et montants en lettres d'un document (issue 8, « Markers »)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from jalon.editeur import formats
from jalon.editeur.lettres import euros_en_lettres, nombre_en_lettres


@pytest.mark.parametrize(
    ("valeur", "ecrit"),
    [
        (date(2026, 11, 24), "24 novembre 2026"),
        ("24/11/2026", "24 novembre 2026"),
        (date(2026, 3, 1), "1er mars 2026"),
        ("", ""),
        (None, ""),
        ("bientôt", "bientôt"),
    ],
)
def test_une_date_s_ecrit_en_toutes_lettres(valeur, ecrit):
    assert formats.date_longue(valeur).replace("\u00a0", " ") == ecrit


@pytest.mark.parametrize(
    ("filtre", "valeur", "ecrit"),
    [
        ("date_courte", date(2026, 11, 4), "04/11/2026"),
        ("date_courte", "hier", "hier"),
        ("heures", 150, "2 h 30"),
        ("heures", "2 h 30", "2 h 30"),
        ("heures", "beaucoup", "beaucoup"),
        ("euros", Decimal("1250"), "1 250,00 €"),
        ("euros", "1250", "1 250,00 €"),
        ("euros", "gratuit", "gratuit"),
        ("en_lettres", "1 250,50 €", "mille deux cent cinquante euros et cinquante centimes"),
        ("en_lettres", "", ""),
    ],
)
def test_chaque_filtre_lit_ce_que_les_marqueurs_ecrivent(filtre, valeur, ecrit):
    assert formats.FILTRES[filtre](valeur).replace("\u00a0", " ") == ecrit


@pytest.mark.parametrize(
    ("nombre", "lettres"),
    [
        (0, "zéro"),
        (21, "vingt et un"),
        (71, "soixante et onze"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (200, "deux cents"),
        (203, "deux cent trois"),
        (1000, "mille"),
        (1999, "mille neuf cent quatre-vingt-dix-neuf"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (200_000_000, "deux cents millions"),
        (1_000_001, "un million un"),
    ],
)
def test_un_nombre_s_ecrit_en_lettres_avec_ses_accords(nombre, lettres):
    assert nombre_en_lettres(nombre) == lettres


def test_un_nombre_demesure_ne_s_ecrit_pas_en_lettres():
    with pytest.raises(ValueError, match="lettres"):
        nombre_en_lettres(10**12)


@pytest.mark.parametrize(
    ("montant", "lettres"),
    [
        ("1", "un euro"),
        ("0.01", "zéro euro et un centime"),
        ("1000000", "un million d’euros"),
        ("-12.30", "moins douze euros et trente centimes"),
    ],
)
def test_un_montant_s_ecrit_en_lettres(montant, lettres):
    assert euros_en_lettres(Decimal(montant)) == lettres


def test_une_valeur_de_marqueur_n_est_que_du_texte():
    rendue = formats.en_texte(
        {"jour": date(2026, 1, 2), "lignes": [{"n": 1200, "oui": True, "non": False, "rien": None}], "a": "x\x07y"}
    )
    ligne = {"n": "1\u00a0200", "oui": "oui", "non": "", "rien": ""}
    assert rendue == {"jour": "02/01/2026", "lignes": [ligne], "a": "xy"}
    assert formats.en_texte(datetime(2026, 1, 1, 23, 30, tzinfo=UTC)) == "02/01/2026"
    assert formats.en_texte(Decimal("3")) == "3,00\u00a0€"
    with pytest.raises(TypeError):
        formats.en_texte(object())
