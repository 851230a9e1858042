"""Règles de l'annuaire : SIRET, recherche, doublons, noms."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.annuaire.enums import RolePersonne, TypeSociete
from jalon.annuaire.rules import (
    Identite,
    comparer,
    deviner_nom,
    lire_siret,
    meme_raison_sociale,
    montrer_siret,
    naissance_possible,
    numero_entreprise,
    periode_possible,
    rapprocher,
)

# ── SIRET ──


@pytest.mark.parametrize(
    ("saisie", "lu"),
    [
        ("73282932000074", "73282932000074"),
        ("732 829 320 00074", "73282932000074"),
        ("732.829.320.00074", "73282932000074"),
        ("732829320", "732829320"),
        ("35600000000048", "35600000000048"),  # La Poste, siège : la clé ordinaire
        ("35600000049837", "35600000049837"),  # La Poste, agence : somme multiple de 5
    ],
)
def test_un_siret_ou_un_siren_juste_se_lit(saisie, lu):
    assert lire_siret(saisie) == lu


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ("73282932000075", "Ce SIRET n’existe pas"),
        ("732829321", "Ce SIREN n’existe pas"),
        ("35600000049838", "Ce SIRET n’existe pas"),
        ("7328293200007", "vous en avez écrit 13"),
        ("7328293200007A", "que des chiffres"),
        ("٧٣٢٨٢٩٣٢٠", "que des chiffres"),
        ("🙂", "que des chiffres"),
    ],
)
def test_un_siret_faux_se_refuse_par_une_phrase(saisie, phrase):
    with pytest.raises(ValueError, match=phrase):
        lire_siret(saisie)


@given(st.text(max_size=40))
def test_aucune_saisie_de_siret_ne_fait_d_autre_erreur(saisie):
    try:
        assert len(lire_siret(saisie)) in (9, 14)
    except ValueError as erreur:
        assert str(erreur)  # noqa: PT017


def test_un_siret_se_montre_par_groupes():
    assert montrer_siret("73282932000074").replace("\u00a0", " ") == "732 829 320 00074"
    assert montrer_siret("") == ""


def test_neuf_ou_quatorze_chiffres_sont_un_numero_d_entreprise():
    assert numero_entreprise("732 829 320 00074") == "73282932000074"
    assert numero_entreprise("732829320") == "732829320"
    assert numero_entreprise("0612345678") == numero_entreprise("duval") == ""


# ── Recherche ──


@pytest.mark.parametrize(
    ("saisie", "cherche"),
    [
        ("06 12 34", "061234"),
        ("06.12.34.56.78", "0612345678"),
        ("+33 6 12", "33612"),
        ("Martin 12", "Martin 12"),
        ("12", "12"),
        ("  ", ""),
    ],
)
def test_un_numero_tape_par_groupes_se_cherche_colle(saisie, cherche):
    assert rapprocher(saisie) == cherche


@pytest.mark.parametrize(
    ("saisie", "nom", "prenom"),
    [
        ("martin", "martin", ""),
        ("Martin Claire", "Martin", "Claire"),
        ("MARTIN Claire", "MARTIN", "Claire"),
        ("Claire MARTIN", "MARTIN", "Claire"),
        ("Anne Sophie LE GALL", "LE GALL", "Anne Sophie"),
        ("", "", ""),
        ("Le Tallec Nolwenn", "Le Tallec", "Nolwenn"),  # les particules restent avec leur nom
        ("de la Tour Anne Sophie", "de la Tour", "Anne Sophie"),
        ("Le", "Le", ""),
    ],
)
def test_le_nom_et_le_prenom_se_devinent(saisie, nom, prenom):
    assert deviner_nom(saisie) == (nom, prenom)


# ── Doublons ──

CLAIRE = Identite("Martin", "Claire", date(1984, 5, 3), "claire@example.org", frozenset({"+33612345678"}))


@pytest.mark.parametrize(
    ("saisie", "motifs"),
    [
        (Identite("MARTIN", "Claire"), ("même nom",)),
        (Identite("Claire", "Martin"), ("même nom",)),  # inversés
        (Identite("Màrtin", "claire"), ("même nom",)),
        (Identite("Durand", "Léa", courriel="CLAIRE@example.org"), ("même courriel",)),
        (Identite("Durand", "Léa", telephones=frozenset({"+33612345678"})), ("même téléphone",)),
        (Identite("Martin", "Claire", date(1984, 5, 3)), ("même nom", "même date de naissance")),
    ],
)
def test_ce_qui_se_ressemble_se_signale(saisie, motifs):
    ressemblance = comparer(saisie, CLAIRE)
    assert ressemblance.is_probable
    assert ressemblance.motifs == motifs


@pytest.mark.parametrize(
    "saisie",
    [
        Identite("Martin", "Paul"),
        Identite("Martin", ""),
        Identite("", ""),
        Identite("Durand", "Léa", date(1984, 5, 3)),  # naître le même jour ne suffit pas
        Identite("Martin", "Claire", date(1990, 1, 1)),  # un homonyme
    ],
)
def test_ce_qui_ne_se_ressemble_pas_assez_se_tait(saisie):
    assert not comparer(saisie, CLAIRE).is_probable


def test_les_traits_d_union_ne_comptent_pas():
    assert comparer(Identite("Le Gall", "Anne Sophie"), Identite("LE-GALL", "Anne-Sophie")).is_probable


@pytest.mark.parametrize(
    "autre", ["Ateliers Duval SAS", "ATELIERS DUVAL, S.A.S.", "ateliers duval", "Ateliers-Duval SARL"]
)
def test_une_societe_se_reconnait_a_la_forme_juridique_pres(autre):
    assert meme_raison_sociale("Ateliers Duval SAS", [autre])


def test_deux_societes_differentes_ne_se_confondent_pas():
    assert not meme_raison_sociale("Ateliers Duval", ["Ateliers Duval Frères", "SAS"])
    assert not meme_raison_sociale("", ["SAS"])


# ── Dates, libellés ──


def test_on_ne_nait_pas_demain():
    jour = date(2026, 11, 24)
    assert naissance_possible(jour, jour)
    assert naissance_possible(None, jour)
    assert not naissance_possible(date(2026, 11, 25), jour)


def test_une_fin_ne_precede_pas_son_debut():
    assert periode_possible(date(2026, 1, 1), date(2026, 1, 1))
    assert periode_possible(None, date(2026, 1, 1))
    assert not periode_possible(date(2026, 1, 2), date(2026, 1, 1))


def test_les_groupes_se_disent_au_pluriel():
    assert TypeSociete.DONNEUR_ORDRE.pluriel == "Donneurs d’ordre"
    assert RolePersonne.GESTIONNAIRE.pluriel == "Contacts gestionnaires"
    assert RolePersonne.PERSONNEL.pluriel == "Personnel"
    assert RolePersonne.RESSOURCE.pluriel == "Personnes ressources"
