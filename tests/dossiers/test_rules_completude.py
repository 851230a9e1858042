"""Complétude : les décisions pures (H1)."""

import pytest

from jalon.dossiers.enums import Avancement
from jalon.dossiers.rules.completude import dresser, manques_du_moment
from jalon.prestations.enums import Porte

EXIGENCES = [("conseiller", Porte.DEMARRER), ("montant", Porte.FACTURER), ("sortie", Porte.CLOTURER)]


def test_chaque_porte_compte_ses_exigences_et_nomme_ce_qui_manque():  # H1
    bilans = dresser([*EXIGENCES, ("centre", Porte.DEMARRER)], remplis={"centre", "montant"})
    assert (bilans[Porte.DEMARRER].exiges, bilans[Porte.DEMARRER].manques) == (2, ("conseiller",))
    assert bilans[Porte.DEMARRER].remplis == 1
    assert bilans[Porte.FACTURER].manques == ()
    assert bilans[Porte.CLOTURER].manques == ("sortie",)


def test_une_exigence_de_la_prestation_deja_dans_le_socle_ne_compte_qu_une_fois():
    bilans = dresser([("conseiller", "demarrer"), ("conseiller", Porte.DEMARRER)], remplis=set())
    assert bilans[Porte.DEMARRER].exiges == 1


def test_une_meme_exigence_peut_tenir_a_deux_portes():
    bilans = dresser([("conseiller", Porte.DEMARRER), ("conseiller", Porte.CLOTURER)], remplis=set())
    assert [bilans[porte].exiges for porte in Porte] == [1, 0, 1]


@pytest.mark.parametrize(
    ("avancement", "remplis", "attendu"),
    [
        (Avancement.PREVISIONNEL, set(), (Porte.DEMARRER, 1)),
        (Avancement.PREVISIONNEL, {"conseiller"}, (Porte.DEMARRER, 0)),
        (Avancement.EN_COURS, set(), (Porte.DEMARRER, 1)),
        (Avancement.EN_COURS, {"conseiller"}, (Porte.FACTURER, 1)),
        (Avancement.SUSPENDU, {"conseiller", "montant"}, (Porte.FACTURER, 0)),
        (Avancement.TERMINE, {"conseiller", "montant"}, (Porte.CLOTURER, 1)),
        (Avancement.ABANDONNE, set(), (Porte.FACTURER, 1)),
    ],
)
def test_la_liste_montre_la_premiere_porte_que_le_dossier_devrait_avoir_franchie(avancement, remplis, attendu):
    assert manques_du_moment(dresser(EXIGENCES, remplis), avancement) == attendu
