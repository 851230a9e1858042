"""Registres : ce qu'une pièce basse apprend d'une plus haute, dans un ordre stable."""

from dataclasses import dataclass

import pytest

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class Element:
    code: str
    ordre: int = 0


@dataclass(frozen=True)
class SansOrdre:
    code: str


@pytest.fixture
def registre() -> Registre:
    return Registre("essai")


def test_les_elements_sortent_par_ordre_puis_par_code(registre):
    for element in (Element("c", 2), Element("b", 1), Element("a", 2), SansOrdre("z")):
        registre.ajouter(element)
    assert registre.codes() == ["z", "b", "a", "c"]


def test_un_code_deja_pris_par_un_autre_est_une_erreur(registre):
    registre.ajouter(Element("a"))
    with pytest.raises(ValueError, match="essai : le code « a » est déjà inscrit"):
        registre.ajouter(Element("a"))


def test_inscrire_deux_fois_le_meme_element_est_sans_effet(registre):
    element = Element("a")
    assert registre.ajouter(element) is registre.ajouter(element)
    assert len(registre) == 1


def test_un_element_se_retrouve_par_son_code(registre):
    registre.ajouter(Element("a"))
    assert registre.obtenir("a") == Element("a")
    assert registre.obtenir("absent") is None
    assert "a" in registre
    assert "absent" not in registre
