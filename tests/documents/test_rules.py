"""Noms, titres, tailles, dates : les règles pures des documents."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.documents.rules import NOM_MAX, extension_de, montrer_taille, nettoyer_nom, reception_rendue, titre_de


@pytest.mark.parametrize(
    ("saisi", "propre"),
    [
        ("Écrit d’Élise.PDF", "Écrit d’Élise.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\été.docx", "été.docx"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("a\x00b\nc.txt", "ab c.txt"),
        ("<script>.pdf", "script.pdf"),
        ("", "document"),
        (".pdf", "pdf"),
        ("rapport   final .pdf", "rapport final.pdf"),
        ("日本語.txt", "日本語.txt"),
    ],
)
def test_un_nom_garde_ses_accents_et_perd_son_chemin(saisi, propre):
    assert nettoyer_nom(saisi) == propre


@given(st.text())
def test_un_nom_nettoye_est_court_sans_dossier_et_stable(saisi):
    nom = nettoyer_nom(saisi)
    assert 0 < len(nom) <= NOM_MAX
    assert not set(nom) & set('<>:"/\\|?*\x00\n')
    assert nettoyer_nom(nom) == nom


def test_un_nom_trop_long_garde_son_extension():
    assert nettoyer_nom("a" * 400 + ".pdf").endswith("a.pdf")


def test_le_titre_vient_du_nom():
    assert titre_de("contrat_signé_2026.pdf") == "contrat signé 2026"
    assert extension_de("a.TAR.GZ") == "gz"
    assert extension_de("a") == ""


@pytest.mark.parametrize(
    ("octets", "mots"),
    [(0, "0 o"), (1023, "1023 o"), (2048, "2 Ko"), (1_500_000, "1,4 Mo"), (15 * 1024**2, "15 Mo")],
)
def test_une_taille_se_lit(octets, mots):
    assert montrer_taille(octets).replace("\u00a0", " ") == mots


def test_une_piece_recue_autrement_ne_l_est_pas_deux_fois():
    jour = date(2026, 11, 24)
    assert reception_rendue(jour, None) == jour
    assert reception_rendue(jour, jour) is None
