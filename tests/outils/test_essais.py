"""Le lanceur des essais compte juste : un couloir vide, ou mort avant son rapport, a échoué."""

import pytest
from essais import Bilan, choisir, lire_bilan, registre
from machine import Echec

RAPPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><skipped/></testcase>
<testcase name="d"><error/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def rapport(tmp_path):
    fichier = tmp_path / "rapport.xml"
    fichier.write_text(RAPPORT)
    return fichier


def test_le_bilan_compte_les_erreurs_comme_des_echecs(rapport):
    assert lire_bilan(rapport, 1) == Bilan(1, 2, 1)


def test_un_couloir_sans_test_a_echoue(rapport):
    assert lire_bilan(rapport, 5) == Bilan(echoues=1)


def test_un_couloir_mort_avant_son_rapport_a_echoue(tmp_path):
    assert lire_bilan(tmp_path / "absent.xml", 3) == Bilan(echoues=1)


def test_une_sortie_en_erreur_sans_essai_echoue_compte_pour_un(tmp_path):
    fichier = tmp_path / "rapport.xml"
    fichier.write_text('<testsuite><testcase name="a"/></testsuite>')
    assert lire_bilan(fichier, 3) == Bilan(1, 1, 0)


def test_le_registre_donne_les_minutes_et_la_somme():
    lignes = registre([("Un", 61.4, Bilan(2)), ("Deux", 5, Bilan(1, 1, 1))]).splitlines()
    assert lignes[1].split() == ["Un", "1", "min", "01", "2", "0", "0"]
    assert lignes[-1].split() == ["Total", "1", "min", "06", "3", "1", "1"]


def test_la_ligne_finale_se_lit_seule():
    assert str(Bilan(12, 0)) == "12 passed, 0 failed"
    assert str(Bilan(12, 1, 3)) == "12 passed, 1 failed, 3 skipped"


def test_un_couloir_inconnu_est_refuse():
    with pytest.raises(Echec, match="Couloir inconnu : nimporte"):
        choisir(["nimporte"])


def test_tous_les_couloirs_passent_par_defaut_une_seule_fois_les_unites():
    assert [couloir.nom for couloir in choisir([])] == [
        "qualite",
        "unites",
        "deux-moteurs",
        "parcours",
        "parcours-postgresql",
    ]
