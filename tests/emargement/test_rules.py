"""Les règles de l'émargement : moments, fenêtre, empreintes, chaîne."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.emargement.enums import Constat, DemiJournee
from jalon.emargement.rules.chaine import Maillon, verifier
from jalon.emargement.rules.empreintes import ORIGINE, Scelle, canonique, court, empreinte_sceau, instant
from jalon.emargement.rules.signatures import Fenetre, moments, montrer_retard, refus_fenetre, refus_saisie, retard

PARIS = ZoneInfo("Europe/Paris")


def a(heure: int, minute: int = 0, jour: int = 3) -> datetime:
    return datetime(2026, 12, jour, heure, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("debut", "fin", "codes"),
    [
        (a(9), a(12, 30), ["matin"]),
        (a(9), a(14), ["matin"]),
        (a(13, 30), a(17), ["apres_midi"]),
        (a(12), a(18), ["apres_midi"]),
        (a(9), a(17), ["matin", "apres_midi"]),
        (a(18), a(20), ["apres_midi"]),
    ],
)
def test_on_signe_par_demi_journee_quand_la_seance_couvre_les_deux(debut, fin, codes):  # EM-01
    trouves = moments(debut, fin)
    assert [moment.code for moment in trouves] == codes
    assert (trouves[0].debut, trouves[-1].fin) == (debut, fin)
    assert sum(moment.minutes for moment in trouves) == (fin - debut).total_seconds() // 60


def test_la_signature_ouvre_une_demi_heure_avant_et_ferme_au_bout_de_la_fenetre():  # EM-07
    moment = moments(a(9), a(12))[0]
    fenetre = Fenetre()
    assert refus_fenetre(moment, a(8, 29), fenetre) == "La signature ouvre le 03/12/2026 à 08:30."
    assert refus_fenetre(moment, a(8, 30), fenetre) is None
    assert refus_fenetre(moment, a(12, 0, jour=10), fenetre) is None
    assert "jusqu’au 10/12/2026 à 12:00" in refus_fenetre(moment, a(12, 1, jour=10), fenetre)


def test_la_fenetre_est_celle_de_la_maison():  # EM-07
    moment, courte = moments(a(9), a(12))[0], Fenetre(timedelta(0), timedelta(days=1))
    assert refus_fenetre(moment, a(8, 59), courte) == "La signature ouvre le 03/12/2026 à 09:00."
    assert refus_fenetre(moment, a(12, 0, jour=4), courte) is None
    assert "jusqu’au 04/12/2026 à 12:00" in refus_fenetre(moment, a(12, 1, jour=4), courte)


def test_une_signature_tardive_dit_son_retard():  # EM-07
    moment = moments(a(9), a(12))[0]
    assert [retard(moment, a(12, m)) for m in (0, 30, 45)] == [0, 0, 45]
    assert [montrer_retard(m) for m in (1, 45, 60, 150, 1440, 3000)] == [
        "1 minute", "45 minutes", "1 heure", "2 heures", "1 jour", "2 jours",
    ]  # fmt: skip


def test_une_signature_a_un_nom_et_un_trace_ou_une_attestation():
    assert refus_saisie(nom="Claire", traits="[]", is_attestee=False) is None
    assert refus_saisie(nom="Claire", traits="", is_attestee=True) is None
    assert "j’atteste" in refus_saisie(nom="Claire", traits="", is_attestee=False)
    assert refus_saisie(nom="  ", traits="[]", is_attestee=False) == "Écrivez votre nom."


def test_le_json_canonique_ne_depend_pas_de_l_ordre():
    assert canonique({"b": 1, "a": "é"}) == canonique({"a": "é", "b": 1}) == '{"a":"é","b":1}'
    assert instant(a(14)) == "2026-12-03T13:00:00.000000Z"
    assert court("3fa901bc77e2ffff") == "3fa9 01bc 77e2"


def chaine(combien: int) -> list[Maillon]:
    maillons, precedente = [], ORIGINE
    for rang in range(1, combien + 1):
        scelle = Scelle(
            f"cle{rang}", 7, rang, "signature", "beneficiaire", rang, DemiJournee.MATIN, None,
            datetime(2026, 12, 3, 9, rang, tzinfo=UTC), f"contenu{rang}", precedente,
        )  # fmt: skip
        precedente = empreinte_sceau(scelle)
        maillons.append(Maillon(scelle, precedente, scelle.contenu))
    return maillons


def fautes(maillons: list[Maillon], nombre: int, derniere: str) -> list[int]:
    return [v.rang for v in verifier(maillons, nombre=nombre, derniere=derniere) if v.is_faute]


@given(st.integers(1, 9), st.randoms(use_true_random=False))
def test_une_chaine_intacte_concorde_dans_n_importe_quel_ordre_de_lecture(combien, hasard):
    maillons = chaine(combien)
    derniere = maillons[-1].empreinte
    hasard.shuffle(maillons)
    verdicts = verifier(maillons, nombre=combien, derniere=derniere)
    assert [(v.rang, v.constat) for v in verdicts] == [(r, Constat.CONCORDE) for r in range(1, combien + 1)]


@given(st.integers(1, 9), st.data())
def test_une_ligne_retiree_ou_changee_se_voit_toujours(combien, data):
    maillons = chaine(combien)
    derniere, rang = maillons[-1].empreinte, data.draw(st.integers(0, combien - 1))
    retiree = [m for m in maillons if m is not maillons[rang]]
    assert rang + 1 in fautes(retiree, combien, derniere)
    champ, valeur = data.draw(
        st.sampled_from(
            [
                ("horodatage", datetime(2030, 1, 1, tzinfo=UTC)),
                ("signataire", 999),
                ("demi_journee", "apres_midi"),
                ("role", "animateur"),
                ("contenu", "autre"),
                ("seance", 8),
            ]
        )
    )
    changee = list(maillons)
    changee[rang] = replace(maillons[rang], scelle=replace(maillons[rang].scelle, **{champ: valeur}))
    assert rang + 1 in fautes(changee, combien, derniere)
    refaite = replace(changee[rang], empreinte=empreinte_sceau(changee[rang].scelle))
    changee[rang] = refaite  # l'empreinte refaite rompt la suite, ou la dernière retenue par la séance
    assert fautes(changee, combien, derniere)


def test_un_contenu_change_disparu_ou_efface_se_dit_chacun_a_sa_facon():
    premier, second, troisieme = chaine(3)
    efface = replace(troisieme, contenu="x", efface_at=a(10) + timedelta(days=900), regle="conservation 6 ans")
    verdicts = verifier(
        [replace(premier, contenu="autre"), replace(second, contenu=None), efface],
        nombre=3, derniere=troisieme.empreinte,
    )  # fmt: skip
    assert [v.constat for v in verdicts] == [Constat.ALTERE, Constat.MANQUANT, Constat.EFFACE]
    assert "nom, tracé" in verdicts[0].phrase
    assert verdicts[2].phrase == "Contenu effacé le 21/05/2029, conservation 6 ans."


def test_la_seance_sait_combien_de_sceaux_elle_a():
    maillons = chaine(2)
    assert fautes(maillons[:1], 2, maillons[1].empreinte) == [2]
    assert fautes(maillons, 1, maillons[0].empreinte) == [2]
    assert fautes([], 0, ORIGINE) == []
