"""Formats français, aller et retour (architecture, règle 12 ; exigences B4, « Forms » d'écrans)."""

import contextlib
from datetime import date
from decimal import Decimal
from re import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.socle import formats

JOURS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
CENTIMES = st.decimals(min_value=0, max_value=formats.MONTANT_MAXIMUM, places=2)
MINUTES = st.integers(min_value=0, max_value=formats.DUREE_MAXIMUM)


@given(JOURS)
def test_une_date_montree_se_relit(jour):
    assert formats.lire_date(formats.montrer_date(jour)) == jour
    assert formats.lire_date(formats.montrer_date(jour).replace("/", "")) == jour
    assert formats.lire_date(jour.isoformat()) == jour


@given(CENTIMES)
def test_un_montant_montre_se_relit(montant):
    assert formats.lire_montant(formats.montrer_montant(montant)) == montant


@given(MINUTES)
def test_une_duree_montree_se_relit(minutes):
    assert formats.lire_duree(formats.montrer_duree(minutes)) == minutes


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_un_pourcentage_montre_se_relit(valeur):
    assert formats.lire_pourcentage(formats.montrer_pourcentage(valeur)) == valeur


@given(st.text())
def test_une_saisie_quelconque_est_lue_ou_refusee_jamais_une_autre_erreur(texte):
    for lire in (formats.lire_date, formats.lire_montant, formats.lire_duree, formats.normaliser_telephone):
        with contextlib.suppress(ValueError):
            lire(texte)


@given(st.text())
def test_normaliser_est_stable_et_ne_laisse_que_lettres_et_espaces(texte):
    normal = formats.normaliser(texte)
    assert formats.normaliser(normal) == normal
    assert normal == " ".join(normal.split())


@given(st.text())
def test_nettoyer_retire_les_caracteres_de_controle(texte):
    propre = formats.nettoyer_texte(texte + "\x00")
    assert "\x00" not in propre
    assert formats.nettoyer_texte(propre) == propre


@pytest.mark.parametrize(
    ("saisie", "attendue"),
    [
        ("24/11/2026", date(2026, 11, 24)),
        ("24112026", date(2026, 11, 24)),
        ("1/2/26", date(2026, 2, 1)),
        ("3.5.84", date(1984, 5, 3)),
        (" 24 11 2026 ", date(2026, 11, 24)),
    ],
)
def test_les_dates_se_tapent_de_plusieurs_facons(saisie, attendue):
    assert formats.lire_date(saisie) == attendue


@pytest.mark.parametrize(
    ("lire", "saisie", "phrase"),
    [
        (formats.lire_date, "31/02/2026", "Le 31/02/2026 n’existe pas."),
        (formats.lire_date, "demain", "Écrivez la date sous la forme JJ/MM/AAAA, par exemple 24/11/2026."),
        (formats.lire_date, "01/01/0999", "L’année 999 est hors limites : de 1900 à 2199."),
        (formats.lire_montant, "1 234,567", "« 1 234,567 » : deux décimales au plus."),
        (formats.lire_montant, "-5", "Une valeur négative n’est pas acceptée ici."),
        (formats.lire_duree, "24 h 75", "« 24 h 75 » : les minutes vont de 0 à 59."),
        (formats.lire_duree, "-1", "Une durée négative n’est pas acceptée."),
    ],
)
def test_un_refus_est_une_phrase(lire, saisie, phrase):
    with pytest.raises(ValueError, match=f"^{escape(phrase)}$"):
        lire(saisie)


@pytest.mark.parametrize("saisie", ["1 234,56 €", "1234.56", "1.234,56", "1\u202f234,56 EUR"])
def test_les_montants_se_tapent_de_plusieurs_facons(saisie):
    assert formats.lire_montant(saisie) == Decimal("1234.56")


@pytest.mark.parametrize("saisie", ["12 34", "1,234.56", "5e3", "1000000000000", "0x10", "NaN", "Infinity"])
def test_un_montant_ambigu_ou_demesure_est_refuse(saisie):
    with pytest.raises(ValueError, match=r"\.$"):
        formats.lire_montant(saisie)


@pytest.mark.parametrize(
    ("saisie", "minutes"),
    [("24", 1440), ("24,5", 1470), ("24 h 30", 1470), ("24h30", 1470), ("24:30", 1470), ("90 min", 90), ("0", 0)],
)
def test_les_heures_se_tapent_de_plusieurs_facons(saisie, minutes):  # B4
    assert formats.lire_duree(saisie) == minutes


@pytest.mark.parametrize(
    ("minutes", "texte"),
    [(1470, "24 h 30"), (1440, "24 h"), (45, "45 min"), (0, "0 h"), (None, ""), (65, "1 h 05")],
)
def test_une_duree_se_lit_en_heures(minutes, texte):
    assert formats.montrer_duree(minutes).replace(formats.INSECABLE, " ") == texte


@pytest.mark.parametrize(
    ("saisie", "forme", "montre"),
    [
        ("06 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("01.99.00.45.12", "+33199004512", "01 99 00 45 12"),
        ("+32 470 12 34 56", "+32470123456", "+32 470 12 34 56"),
    ],
)
def test_les_telephones_sont_gardes_en_e164_et_montres_par_paires(saisie, forme, montre):
    assert formats.normaliser_telephone(saisie) == forme
    assert formats.montrer_telephone(forme).replace(formats.INSECABLE, " ") == montre


@pytest.mark.parametrize(
    ("texte", "normal"),
    [("Œuvre d’Élise-Marie", "oeuvre d elise marie"), ("Straße", "strasse"), ("ÆGIR", "aegir"), ("  ", "")],
)
def test_normaliser_ote_accents_casse_et_ponctuation(texte, normal):
    assert formats.normaliser(texte) == normal


def test_un_arrondi_se_fait_au_plus_proche_et_le_moins_est_typographique():
    assert formats.montrer_montant(Decimal("-1234.565")).replace(formats.INSECABLE, " ") == "−1 234,57 €"
    assert formats.montrer_montant(None) == ""
