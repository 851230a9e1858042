"""Déclencher un événement : le statut et les dates suivent dans la même transaction (F7, F8)."""

from datetime import date

import pytest

from jalon.dossiers.enums import Avancement
from jalon.dossiers.models import Dossier, Evenement
from jalon.dossiers.operations.statut import recalculer
from jalon.journal.models import Entree
from jalon.prestations.enums import TypeEvenement as T
from jalon.socle.erreurs import AccesRefuse, Refus
from tests.fabriques import dossier, evenement, motif, suivi, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]

LE_2, LE_5, LE_9, LE_12, LE_20 = (date(2026, 3, jour) for jour in (2, 5, 9, 12, 20))
DEMAIN = date(2026, 3, 21)


@pytest.fixture(autouse=True)
def _le_20_mars(time_machine):
    time_machine.move_to("2026-03-20T10:00:00+01:00")


@pytest.fixture
def ouvert():
    return dossier()


def vivre(ouvert, *faits) -> Dossier:
    for type_evenement, jour in faits:
        evenement(ouvert, type_evenement, jour)
    return Dossier.objects.get(pk=ouvert.pk)


ENTRE = (T.ENTREE, LE_2)
PAUSE = [(T.SUSPENSION, LE_5), (T.REPRISE, LE_9)]
PARCOURS = [
    ("entré", [ENTRE], Avancement.EN_COURS, "En cours : entrée du 02/03/2026"),
    ("suspendu", [ENTRE, (T.SUSPENSION, LE_5)], Avancement.SUSPENDU, "Suspendu : suspension du 05/03/2026"),
    (
        "repris",
        [ENTRE, (T.SUSPENSION, LE_5), (T.REPRISE, LE_9)],
        Avancement.EN_COURS,
        "En cours : entrée du 02/03/2026",
    ),
    ("sorti", [ENTRE, (T.SORTIE, LE_12)], Avancement.TERMINE, "Terminé : sortie du 12/03/2026"),
    ("abandonné", [ENTRE, (T.ABANDON, LE_12)], Avancement.ABANDONNE, "Abandonné : abandon du 12/03/2026"),
    ("jamais venu", [(T.ABANDON, LE_20)], Avancement.ABANDONNE, "Abandonné : abandon du 20/03/2026"),
]


@pytest.mark.parametrize("parcours", PARCOURS, ids=[p[0] for p in PARCOURS])
def test_le_statut_suit_les_evenements(ouvert, parcours):
    _, faits, avancement, pourquoi = parcours
    vecu = vivre(ouvert, *faits)
    assert (vecu.avancement, vecu.statut, vecu.statut_pourquoi) == (avancement, avancement, pourquoi)


def test_les_dates_cles_suivent_les_evenements(ouvert):  # D1, D3
    vecu = vivre(ouvert, (T.ENTREE, LE_2), (T.SORTIE, LE_12))
    assert (vecu.date_entree, vecu.date_entree_source, vecu.date_sortie) == (LE_2, "evenement", LE_12)


@pytest.mark.parametrize(
    ("champ", "type_evenement", "jour"),
    [
        ("date_evenement", T.SORTIE, LE_2),
        ("date_evenement", T.ENTREE, LE_9),
        ("date_evenement", T.REPRISE, LE_9),
        ("type_evenement", T.REOUVERTURE, LE_9),
        ("type_evenement", "n'importe quoi", LE_9),
    ],
)
def test_un_evenement_refuse_n_ecrit_rien(ouvert, champ, type_evenement, jour):
    evenement(ouvert, T.ENTREE, LE_5)
    with pytest.raises(Refus) as refus:
        evenement(ouvert, type_evenement, jour)
    assert refus.value.champ == champ
    assert Evenement.objects.count() == 1


def test_le_motif_va_avec_l_evenement(ouvert):
    with pytest.raises(Refus, match="ne va pas avec") as refus:
        evenement(ouvert, T.ABANDON, LE_9, motif=motif(T.SORTIE))
    assert refus.value.champ == "motif"
    assert evenement(ouvert, T.ABANDON, LE_9, motif=motif(T.ABANDON)).motif


def test_qui_lit_seulement_ne_declenche_rien(ouvert):
    with pytest.raises(AccesRefuse):
        evenement(ouvert, T.ENTREE, LE_2, par=utilisateur("consultation"))


# ── Suivi (F7) ──


def test_choisir_un_suivi_est_l_evenement_changement_de_statut(ouvert):
    relance, accord = suivi("À relancer (essai)"), suivi("En attente d’accord (essai)")
    evenement(ouvert, T.CHANGEMENT_STATUT, LE_20, suivi=relance)
    change = evenement(ouvert, T.CHANGEMENT_STATUT, LE_20, suivi=accord)
    assert (change.suivi_avant, change.suivi_apres) == (relance, accord)
    assert Dossier.objects.get().suivi == accord
    entree = Entree.objects.du_sujet(ouvert).first()
    assert [(c["avant"], c["apres"]) for c in entree.changements] == [(str(relance), str(accord))]


def test_le_suivi_se_retire(ouvert):
    evenement(ouvert, T.CHANGEMENT_STATUT, LE_20, suivi=suivi())
    evenement(ouvert, T.CHANGEMENT_STATUT, LE_20, suivi=None)
    assert Dossier.objects.get().suivi is None


def test_le_meme_suivi_deux_fois_est_refuse(ouvert):
    evenement(ouvert, T.CHANGEMENT_STATUT, LE_20, suivi=suivi())
    with pytest.raises(Refus, match="déjà celui du dossier"):
        evenement(ouvert, T.CHANGEMENT_STATUT, LE_20, suivi=suivi())


def test_le_suivi_ne_change_pas_le_statut_et_reste_permis_apres_la_sortie(ouvert):
    vivre(ouvert, (T.SORTIE, LE_12))
    evenement(ouvert, T.CHANGEMENT_STATUT, LE_20, suivi=suivi())
    assert Dossier.objects.get().statut == Avancement.TERMINE


# ── Journal ──


def test_l_evenement_et_le_changement_automatique_sont_au_journal(ouvert):
    evenement(ouvert, T.ABANDON, LE_9, motif=motif(T.ABANDON, "Déménagement"), commentaire="Part à Brest")
    automatique, declenche, _ouverture = Entree.objects.du_sujet(ouvert)
    assert (declenche.libelle, declenche.motif) == ("Événement déclenché", "Déménagement · Part à Brest")
    assert (automatique.auteur_libelle, automatique.libelle) == ("Automatique", "Changement de statut automatique")
    assert automatique.motif == "Abandonné : abandon du 09/03/2026"
    assert automatique.changements[0]["avant"] == "Prévisionnel"
    assert automatique.changements[0]["apres"] == "Abandonné"


# ── Le jour est un paramètre ──


def test_un_evenement_a_venir_prend_effet_son_jour(ouvert):
    Evenement.objects.create(dossier=ouvert, type=T.SORTIE, date_evenement=DEMAIN, auteur=utilisateur())
    recalculer(ouvert)
    assert (ouvert.avancement, ouvert.date_bascule_statut) == (Avancement.PREVISIONNEL, DEMAIN)
    recalculer(ouvert, jour=DEMAIN)
    assert (ouvert.avancement, ouvert.date_bascule_statut) == (Avancement.TERMINE, None)


def test_recalculer_deux_fois_ne_change_rien_et_n_ecrit_rien_au_journal(ouvert):
    vecu = vivre(ouvert, (T.ENTREE, LE_2))
    combien = Entree.objects.count()
    avant = Dossier.objects.values().get()
    recalculer(vecu)
    assert Entree.objects.count() == combien
    assert {**Dossier.objects.values().get(), "updated_at": None} == {**avant, "updated_at": None}
