"""Quels événements comptent un jour donné, et dans quel ordre ils se suivent (domaine, « Événements »)."""

from dataclasses import asdict
from datetime import date

import pytest

from jalon.dossiers.rules.evenements import (
    EnVigueur,
    FaitEvenement,
    Reperes,
    en_vigueur,
    prochain_changement,
    refus_annulation,
    refus_evenement,
)
from jalon.prestations.enums import TypeEvenement as T

LE_1, LE_5, LE_10, LE_20, LE_25 = (date(2026, 3, jour) for jour in (1, 5, 10, 20, 25))
AUJOURD_HUI = LE_20


def fait(type_evenement, jour, rang=0, *, annule=False, prevu=False):
    return FaitEvenement(type_evenement, jour, rang, annule, prevu)


# ── En vigueur ──


def test_un_evenement_a_venir_ne_compte_pas_encore():
    assert en_vigueur([fait(T.ENTREE, LE_25)], AUJOURD_HUI).entree is None
    assert en_vigueur([fait(T.ENTREE, LE_25)], LE_25).entree == LE_25


def test_un_evenement_annule_ne_compte_pas():
    assert en_vigueur([fait(T.SORTIE, LE_5, annule=True)], AUJOURD_HUI) == EnVigueur()


def test_le_dernier_de_chaque_sorte_compte():
    vigueur = en_vigueur([fait(T.ENTREE, LE_10, 2), fait(T.ENTREE, LE_1, 3)], AUJOURD_HUI)
    assert vigueur.entree == LE_10


@pytest.mark.parametrize(
    ("phrase", "pauses", "suspendu_depuis"),
    [
        ("suspension sans reprise", [fait(T.SUSPENSION, LE_5)], LE_5),
        ("suspension puis reprise", [fait(T.SUSPENSION, LE_5), fait(T.REPRISE, LE_10)], None),
        (
            "suspendu, repris, suspendu",
            [fait(T.SUSPENSION, LE_1), fait(T.REPRISE, LE_5), fait(T.SUSPENSION, LE_10)],
            LE_10,
        ),
        ("suspendu et repris le même jour", [fait(T.REPRISE, LE_5, 2), fait(T.SUSPENSION, LE_5, 1)], None),
        ("repris et suspendu le même jour", [fait(T.SUSPENSION, LE_5, 2), fait(T.REPRISE, LE_5, 1)], LE_5),
        ("reprise à venir", [fait(T.SUSPENSION, LE_5), fait(T.REPRISE, LE_25)], LE_5),
    ],
)
def test_une_suspension_dure_jusqu_a_la_reprise(phrase, pauses, suspendu_depuis):
    assert en_vigueur(pauses, AUJOURD_HUI).suspension == suspendu_depuis, phrase


def test_le_statut_enregistre_change_au_premier_evenement_a_venir():
    futurs = [fait(T.SORTIE, date(2026, 4, 2)), fait(T.ENTREE, LE_25), fait(T.ABANDON, LE_5)]
    assert prochain_changement(futurs, AUJOURD_HUI) == LE_25
    assert prochain_changement([fait(T.ENTREE, LE_25, annule=True)], AUJOURD_HUI) is None


def test_un_evenement_prevu_ne_compte_qu_une_fois_effectif_et_reste_attendu():
    prevu = fait(T.ENTREE, LE_10, prevu=True)
    assert en_vigueur([prevu], AUJOURD_HUI) == EnVigueur()
    assert prochain_changement([prevu], AUJOURD_HUI) == LE_10


# ── Ordre ──


def vecus(vigueur: EnVigueur) -> list[FaitEvenement]:
    """Les événements dont il ne reste que ceux-là en vigueur."""
    return [fait(nom, jour, rang) for rang, (nom, jour) in enumerate(asdict(vigueur).items()) if jour]


def refus(type_evenement, jour, vigueur=None, entree=None, premiere_presence=None):
    demande = fait(type_evenement, jour, rang=99)
    return refus_evenement(demande, vecus(vigueur or EnVigueur()), AUJOURD_HUI, Reperes(entree, premiere_presence))


PERMIS = [
    ("une entrée aujourd'hui", (T.ENTREE, LE_20)),
    ("une entrée passée", (T.ENTREE, LE_1)),
    ("une entrée à venir", (T.ENTREE, LE_25)),
    ("une entrée oubliée, d'avant la sortie", (T.ENTREE, LE_5, EnVigueur(sortie=LE_10))),
    ("une reprise à venir", (T.REPRISE, LE_25, EnVigueur(suspension=LE_5))),
    ("une suspension passée avant une autre", (T.SUSPENSION, LE_1, EnVigueur(suspension=LE_5))),
    ("rouvrir après une sortie", (T.REOUVERTURE, LE_20, EnVigueur(sortie=LE_10))),
    ("rouvrir le jour de l'abandon", (T.REOUVERTURE, LE_10, EnVigueur(abandon=LE_10))),
    ("valider une étape d'un dossier abandonné", (T.VALIDATION_ETAPE, LE_20, EnVigueur(abandon=LE_10))),
    ("une sortie le jour même de l'entrée", (T.SORTIE, LE_5, EnVigueur(entree=LE_5), LE_5)),
    ("une sortie sans entrée connue", (T.SORTIE, LE_5)),
    ("une sortie pendant une suspension", (T.SORTIE, LE_10, EnVigueur(suspension=LE_5))),
    ("un abandon avant de commencer", (T.ABANDON, LE_1)),
    ("un abandon avant l'entrée seulement prévue", (T.ABANDON, LE_5, None, LE_25)),
    ("une suspension avant toute entrée", (T.SUSPENSION, LE_5)),
    ("une reprise le jour de la suspension", (T.REPRISE, LE_5, EnVigueur(suspension=LE_5))),
    ("un changement de suivi sur un dossier sorti", (T.CHANGEMENT_STATUT, LE_20, EnVigueur(sortie=LE_10))),
    ("un changement de suivi sur un dossier abandonné", (T.CHANGEMENT_STATUT, LE_20, EnVigueur(abandon=LE_10))),
]


@pytest.mark.parametrize("demande", [p[1] for p in PERMIS], ids=[p[0] for p in PERMIS])
def test_est_permis(demande):
    assert refus(*demande) is None


SORTI, ABANDONNE = EnVigueur(sortie=LE_10), EnVigueur(abandon=LE_10)
DEJA_SORTI = "La sortie de ce dossier est déjà enregistrée au 10/03/2026."
DEJA_ABANDONNE = "Ce dossier est abandonné depuis le 10/03/2026."
REFUSES = [
    (DEJA_SORTI, (T.SUSPENSION, LE_25, SORTI)),
    ("La réouverture ne peut pas précéder ce qu’elle annule (10/03/2026).", (T.REOUVERTURE, LE_5, SORTI)),
    (
        "Une réouverture ne se prévoit pas : elle prend effet le jour où vous la déclarez.",
        (T.REOUVERTURE, LE_25, SORTI),
    ),
    (
        "Ce dossier n’est ni terminé ni abandonné : il n’y a rien à rouvrir.",
        (T.REOUVERTURE, LE_20, EnVigueur(entree=LE_1)),
    ),
    ("La sortie ne peut pas précéder l’entrée (10/03/2026).", (T.SORTIE, LE_5, EnVigueur(entree=LE_10), LE_10)),
    ("La sortie ne peut pas précéder l’entrée (10/03/2026).", (T.SORTIE, LE_5, None, LE_10)),
    (
        "L’abandon ne peut pas précéder le début du parcours (10/03/2026).",
        (T.ABANDON, LE_5, EnVigueur(entree=LE_10), LE_10),
    ),
    (
        "L’abandon ne peut pas précéder le début du parcours (10/03/2026).",
        (T.ABANDON, LE_5, None, None, LE_10),
    ),
    (
        # ni avant l'entrée en vigueur, ni avant la première présence : le plus tardif des deux compte
        "L’abandon ne peut pas précéder le début du parcours (10/03/2026).",
        (T.ABANDON, LE_5, EnVigueur(entree=LE_10), LE_10, LE_1),
    ),
    ("L’entrée de ce dossier est déjà enregistrée au 01/03/2026.", (T.ENTREE, LE_5, EnVigueur(entree=LE_1))),
    (DEJA_SORTI, (T.SORTIE, LE_20, SORTI)),
    (DEJA_SORTI, (T.ABANDON, LE_20, SORTI)),
    (
        "La sortie de ce dossier est déjà enregistrée au 10/03/2026.",
        (T.SUSPENSION, LE_20, SORTI),
    ),
    (DEJA_ABANDONNE, (T.SORTIE, LE_20, ABANDONNE)),
    (DEJA_ABANDONNE, (T.ENTREE, LE_20, ABANDONNE)),
    ("Ce dossier est déjà suspendu depuis le 05/03/2026.", (T.SUSPENSION, LE_10, EnVigueur(suspension=LE_5))),
    ("Ce dossier n’est pas suspendu : il n’y a rien à reprendre.", (T.REPRISE, LE_10)),
    ("La reprise ne peut pas précéder la suspension (05/03/2026).", (T.REPRISE, LE_1, EnVigueur(suspension=LE_5))),
]


@pytest.mark.parametrize(("phrase", "demande"), REFUSES)
def test_est_refuse_avec_la_phrase(phrase, demande):
    assert refus(*demande) == phrase


def test_une_fin_deduite_des_presences_se_rouvre_sans_sortie_a_annuler():
    demande = fait(T.REOUVERTURE, LE_20)
    assert refus_evenement(demande, [], AUJOURD_HUI, Reperes(is_fini=True)) is None


# ── Prévus : jugés à leur jour, les autres prévus d'ici là supposés effectifs ──

SORTIE_PREVUE = fait(T.SORTIE, LE_25, 1, prevu=True)
SUSPENSION_PREVUE = fait(T.SUSPENSION, LE_25, 1, prevu=True)
LE_28 = date(2026, 3, 28)


@pytest.mark.parametrize(
    ("phrase", "demande", "autres"),
    [
        (
            "La sortie de ce dossier est déjà enregistrée au 25/03/2026.",
            fait(T.ABANDON, LE_28, 9),
            [SORTIE_PREVUE],
        ),
        (None, fait(T.SUSPENSION, LE_20, 9), [SORTIE_PREVUE]),
        (None, fait(T.REPRISE, LE_28, 9), [SUSPENSION_PREVUE]),
        (None, fait(T.SUSPENSION, LE_20, 9), [fait(T.SORTIE, LE_10, 1, annule=True)]),
    ],
)
def test_un_prevu_se_juge_a_son_jour(phrase, demande, autres):
    assert refus_evenement(demande, autres, AUJOURD_HUI, Reperes()) == phrase


# ── Suspensions et reprises alternent ──

PAUSE = [fait(T.SUSPENSION, LE_5, 1), fait(T.REPRISE, LE_10, 2)]


@pytest.mark.parametrize(
    ("phrase", "demande", "autres"),
    [
        ("La reprise est déjà enregistrée au 10/03/2026.", fait(T.REPRISE, date(2026, 3, 7), 9), PAUSE),
        ("La reprise du 10/03/2026 précéderait sa suspension.", fait(T.SUSPENSION, LE_20, 9), PAUSE[1:]),
        (None, fait(T.SUSPENSION, LE_20, 9), PAUSE),
    ],
)
def test_les_pauses_alternent(phrase, demande, autres):
    assert refus_evenement(demande, autres, AUJOURD_HUI, Reperes()) == phrase


# ── Annuler ──


@pytest.mark.parametrize(
    ("phrase", "annule", "restent", "reperes"),
    [
        (
            "Annulez d’abord la reprise du 10/03/2026, qui suit cette suspension.",
            PAUSE[0],
            PAUSE[1:],
            Reperes(),
        ),
        (
            "Un suivi posé ne s’annule pas : choisissez-en un autre.",
            fait(T.CHANGEMENT_STATUT, LE_5),
            [],
            Reperes(),
        ),
        (
            "La sortie du 10/03/2026 précéderait la date d’entrée (20/03/2026).",
            fait(T.ENTREE, LE_5),
            [fait(T.SORTIE, LE_10, 1)],
            Reperes(date_entree=LE_20),
        ),
        (None, PAUSE[1], PAUSE[:1], Reperes()),
        (None, fait(T.CHANGEMENT_STATUT, LE_25, prevu=True), [], Reperes()),
        (None, fait(T.ENTREE, LE_5), [fait(T.SORTIE, LE_10, 1)], Reperes()),
    ],
)
def test_annuler_ne_laisse_rien_d_impossible(phrase, annule, restent, reperes):
    assert refus_annulation(annule, restent, AUJOURD_HUI, reperes) == phrase
