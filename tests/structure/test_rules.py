"""Règles de la structure : numéro de dossier, identité, TVA datée, horaires."""

from dataclasses import dataclass
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.structure.enums import Regime
from jalon.structure.rules import (
    Plage,
    apercu_numero,
    exonere_au_titre_de,
    horaires_en_mots,
    lire_nda,
    montrer_nda,
    montrer_siret,
    peut_annuler_regime,
    phrase_usages,
    refus_format_numero,
    refus_periode,
    refus_plages,
    refus_regime,
    regime_au,
)


@dataclass(frozen=True)
class Ligne:
    regime: str
    date_effet: date


# ── Numéro des dossiers ──


@pytest.mark.parametrize(
    ("modele", "attendu"),
    [
        ("{annee}-{numero:06d}", "2026-000042"),
        ("D{annee}.{numero}", "D2026.42"),
        ("{numero:04d}_{annee}", "0042_2026"),
        ("{annee}{numero:05d}", "202600042"),
    ],
)
def test_le_format_dit_le_numero(modele, attendu):
    assert refus_format_numero(modele) is None
    assert apercu_numero(modele, 2026, 42) == attendu == modele.format(annee=2026, numero=42)


@pytest.mark.parametrize(
    ("modele", "mot"),
    [
        ("", "{numero} une fois"),
        ("{annee}", "{numero} une fois"),
        ("{numero}", "{annee} une fois"),
        ("{annee}-{numero}-{numero}", "{numero} une fois"),
        ("{annee}/{numero}", "forme une adresse"),
        ("{annee} {numero}", "forme une adresse"),
        ("é{annee}-{numero}", "forme une adresse"),
        ("{annee}-{numero}?x", "forme une adresse"),
        ("{annee}-{numero.__class__}", "sont remplacés"),
        ("{annee}-{numero!r}", "sont remplacés"),
        ("{annee}-{numero:099d}", "sont remplacés"),
        ("{annee}-{numero", "sont remplacés"),
        ("{annee}-{numero}}}", "sont remplacés"),
        (".{annee}-{numero}", "point"),
        ("a" * 39 + "{annee}{numero}", "trop long"),
    ],
)
def test_un_format_dangereux_ou_ambigu_est_refuse(modele, mot):
    assert mot in refus_format_numero(modele)


@given(st.text(alphabet="{}anneumro:0d6-./ _!é\x00", max_size=40))
def test_un_format_accepte_ne_donne_que_des_caracteres_d_adresse(modele):
    if refus_format_numero(modele) is None:
        numero = apercu_numero(modele, 2026, 7)
        assert "7" in numero
        assert numero.replace("-", "").replace(".", "").replace("_", "").isalnum()
        assert numero.isascii()


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_deux_numeros_d_une_annee_different(a, b):
    modele = "{annee}{numero:03d}"
    assert (apercu_numero(modele, 2026, a) == apercu_numero(modele, 2026, b)) == (a == b)


# ── Identité ──


def test_le_numero_de_declaration_a_onze_chiffres():
    assert lire_nda("53 35 12345 35") == "53351234535"
    assert montrer_nda("53351234535") == "53 35 12345 35"
    for faux in ("5335123453", "53 35 12345 3A", "533512345355"):
        with pytest.raises(ValueError, match="11 chiffres"):
            lire_nda(faux)


def test_un_siret_se_lit_par_groupes_et_ce_qui_n_en_est_pas_reste_tel_quel():
    assert montrer_siret("73282932000074") == "732 829 320 00074"
    assert montrer_siret("7328") == "7328"


# ── TVA ──

LIGNES = [Ligne(Regime.FRANCHISE, date(2025, 1, 1)), Ligne(Regime.ATTESTATION, date(2026, 7, 1))]


@pytest.mark.parametrize(
    ("jour", "regime"),
    [
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), Regime.FRANCHISE),
        (date(2026, 6, 30), Regime.FRANCHISE),
        (date(2026, 7, 1), Regime.ATTESTATION),
        (date(2030, 1, 1), Regime.ATTESTATION),
    ],
)
def test_une_facture_suit_le_regime_de_son_jour(jour, regime):
    ligne = regime_au(LIGNES, jour)
    assert (ligne.regime if ligne else None) == regime


def test_le_passe_ne_se_reecrit_pas():
    assert refus_regime([], Regime.FRANCHISE, date(2020, 1, 1)) is None
    assert "passé ne se réécrit pas" in refus_regime(LIGNES, Regime.FRANCHISE, date(2026, 7, 1))
    assert "déjà le régime" in refus_regime(LIGNES, Regime.ATTESTATION, date(2026, 8, 1))
    assert refus_regime(LIGNES, Regime.ASSUJETTI, date(2026, 8, 1)) is None


def test_un_changement_s_annule_avant_son_effet_ou_le_jour_de_sa_saisie():
    jour = date(2026, 11, 24)
    assert peut_annuler_regime(date(2026, 11, 25), date(2026, 11, 1), jour)
    assert peut_annuler_regime(date(2020, 1, 1), jour, jour)
    assert not peut_annuler_regime(jour, date(2026, 11, 23), jour)


def test_chaque_regime_a_sa_mention():
    assert all(exonere_au_titre_de(regime) for regime in Regime)


# ── Horaires ──


def h(heure: int, minute: int = 0) -> time:
    return time(heure, minute)


def test_les_jours_semblables_se_disent_ensemble():
    semaine = [Plage(j, h(9), h(12, 30)) for j in range(1, 6)] + [Plage(j, h(14), h(18)) for j in range(1, 5)]
    dits = [(jours, moments.replace("\u00a0", " ")) for jours, moments in horaires_en_mots(semaine)]
    assert dits == [
        ("Lundi – jeudi", "9 h – 12 h 30, 14 h – 18 h"),
        ("Vendredi", "9 h – 12 h 30"),
        ("Samedi et dimanche", "fermé"),
    ]


def test_une_plage_finit_apres_son_debut_et_ne_chevauche_pas_la_suivante():
    assert refus_plages([Plage(1, h(9), h(12)), Plage(1, h(12), h(18))]) is None
    assert refus_plages([Plage(2, h(12), h(9))])[0] == 2
    jour, phrase = refus_plages([Plage(3, h(13), h(18)), Plage(3, h(9), h(13, 30))])
    assert jour == 3
    assert "chevauchent" in phrase


def test_une_fermeture_finit_apres_son_debut():
    assert refus_periode(date(2026, 12, 24), date(2026, 12, 24)) is None
    assert refus_periode(date(2026, 12, 24), date(2026, 12, 23))


def test_les_usages_se_disent_en_une_phrase():
    assert phrase_usages("Rennes", []) == ""
    assert "12 utilisateurs, 3 lieux" in phrase_usages("Rennes", [("utilisateurs", 12), ("lieux", 3)])
