"""Les décisions des mémos, sans base ni horloge."""

from dataclasses import replace
from datetime import date

import pytest

from jalon.memos.enums import Moment, NatureMemo, Visibilite
from jalon.memos.rules import Saisie, dire_echeance, moment_de, refus_memo, resumer, visibilite_proposee

JOUR = date(2026, 11, 24)
BONNE = Saisie(
    nature="echange", contenu="Vu ce matin", date_memo=JOUR, visibilite="equipe", nombre_lecteurs=0,
    date_relance=None, is_assigne_a_un_autre=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("nature", "attendue"),
    [("commentaire", "moi"), ("echange", "equipe"), ("attention", "equipe"), ("relance", "equipe")],
)
def test_la_maison_propose_qui_lit_selon_la_nature(nature, attendue):  # F10
    assert visibilite_proposee(nature, {}) == attendue


def test_le_dernier_choix_de_la_personne_passe_avant_celui_de_la_maison():  # F10
    retenus = {NatureMemo.ECHANGE: Visibilite.MOI}
    assert visibilite_proposee("echange", retenus) == Visibilite.MOI
    assert visibilite_proposee("attention", retenus) == Visibilite.EQUIPE


@pytest.mark.parametrize(
    ("changes", "champ"),
    [
        ({"contenu": "  \n"}, "contenu"),
        ({"date_memo": date(2026, 11, 25)}, "date_memo"),
        ({"nature": "relance"}, "date_relance"),
        ({"date_relance": date(2026, 11, 23)}, "date_relance"),
        ({"date_relance": date(2037, 1, 1)}, "date_relance"),
        ({"is_assigne_a_un_autre": True}, "assigne"),
        ({"visibilite": "moi", "date_relance": JOUR, "is_assigne_a_un_autre": True}, "assigne"),
        ({"visibilite": "nommees"}, "lecteurs"),
    ],
)
def test_une_saisie_qui_ne_tient_pas_dit_quel_champ(changes, champ):
    refus = refus_memo(replace(BONNE, **changes), JOUR)
    assert refus is not None
    assert refus[0] == champ
    assert refus[1].endswith(".")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"date_memo": date(2024, 2, 29)},
        {"nature": "relance", "date_relance": JOUR},
        {"date_relance": date(2027, 1, 1), "is_assigne_a_un_autre": True},
        {"visibilite": "nommees", "nombre_lecteurs": 1},
        {"visibilite": "moi"},
    ],
)
def test_une_bonne_saisie_passe(changes):
    assert refus_memo(replace(BONNE, **changes), JOUR) is None


@pytest.mark.parametrize(
    ("relance", "faite", "moment", "mots"),
    [
        (date(2026, 11, 20), False, Moment.EN_RETARD, "en retard de 4 jours"),
        (date(2026, 11, 23), False, Moment.EN_RETARD, "en retard d’un jour"),
        (JOUR, False, Moment.AUJOURDHUI, "aujourd’hui"),
        (date(2026, 11, 25), False, Moment.A_VENIR, "demain"),
        (date(2026, 12, 6), False, Moment.A_VENIR, "dans 12 jours"),
        (date(2026, 11, 20), True, Moment.FAITE, "en retard de 4 jours"),
    ],
)
def test_une_relance_dit_ou_elle_en_est(relance, faite, moment, mots):
    assert moment_de(relance, faite, JOUR) == moment
    assert dire_echeance(relance, JOUR) == mots


def test_le_resume_est_le_sujet_ou_le_debut_du_texte():
    assert resumer("Accord", "Long texte") == "Accord"
    assert resumer("", "Deux\nlignes") == "Deux lignes"
    assert len(resumer("", "mot " * 100)) <= 90
