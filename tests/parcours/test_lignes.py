"""Chaque ligne livrée des exigences a son parcours, et chaque bloc le sien au clavier (exigences, « Proof »)."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from . import lignes

ICI = Path(__file__).parent
TAILLE = {"A": 5, "B": 11, "C": 5, "D": 3, "E": 4, "F": 10, "G": 2, "H": 4, "I": 1}
TOUTES = [f"{lettre}{n}" for lettre, nombre in TAILLE.items() for n in range(1, nombre + 1)]


def lignes_citees(parcours: str) -> set[str]:
    """Les lignes que le parcours cite après sa définition (« # B1 B3 »), vide s'il n'existe pas."""
    fichier, nom = parcours.split(".")
    source = (ICI / f"{fichier}.py").read_text(encoding="utf-8")
    trouve = re.search(rf"def {nom}\([^)]*\):[ \t]*(?:# (.*))?$", source, re.MULTILINE)
    return set((trouve[1] or "").split()) if trouve else set()


def test_chaque_ligne_est_livree_avec_son_parcours_ou_annoncee_a_venir():
    assert sorted(TOUTES) == sorted({*lignes.PARCOURS, *lignes.A_VENIR})
    assert not set(lignes.PARCOURS) & set(lignes.A_VENIR)
    assert all(lignes.PARCOURS.values())


@pytest.mark.parametrize(("ligne", "parcours"), [(ligne, p) for ligne, ps in lignes.PARCOURS.items() for p in ps])
def test_le_parcours_existe_et_cite_la_ligne(ligne, parcours):
    assert ligne in lignes_citees(parcours), f"{parcours} ne cite pas {ligne} après sa définition"


@pytest.mark.parametrize(("bloc", "lettre"), lignes.AU_CLAVIER.items())
def test_chaque_bloc_a_une_ligne_au_clavier(bloc, lettre):
    au_clavier = [p for ligne, ps in lignes.PARCOURS.items() for p in ps if ligne.startswith(lettre)]
    assert any(p.startswith("test_clavier.") for p in au_clavier), bloc


@pytest.mark.parametrize(
    ("parcours", "attendu"), [(lignes.PREMIER_CHEMIN, "failed"), ("test_x.test_y", "skipped")]
)
def test_un_parcours_cite_que_l_on_saute_echoue(parcours, attendu):
    rapport = SimpleNamespace(skipped=True, outcome="skipped", longrepr="")
    lignes.refuser_un_saut(rapport, parcours)
    assert rapport.outcome == attendu
