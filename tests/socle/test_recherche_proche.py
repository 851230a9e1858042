"""« Vouliez-vous dire » : une lettre fautive, les mêmes propositions sur les deux moteurs, par l'index."""

import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from jalon.socle.recherche_proche import (
    CANDIDATS_MAX,
    JOKER,
    est_corrigeable,
    est_proche,
    fragment,
    meilleures,
    saisies_proches,
    une_faute,
    variantes,
)

deux_moteurs = pytest.mark.deux_moteurs
CHAMP = "texte_recherche"
mots = st.text("abcdeé", min_size=4, max_size=9)


@pytest.fixture
def proches(essai):
    def proches(saisie: str, lignes=None) -> list[str]:
        lignes = essai.Fiche.objects.all() if lignes is None else lignes
        return meilleures(saisies_proches(lignes, CHAMP, saisie), saisie, 3)

    return proches


@pytest.mark.parametrize(
    ("a", "b", "attendu"),
    [
        ("martin", "martin", False),
        ("matin", "martin", True),
        ("marttin", "martin", True),
        ("mertin", "martin", True),
        ("matrin", "martin", True),
        ("mtrain", "martin", False),
        ("mertim", "martin", False),
        ("", "a", True),
        ("ab", "ba", True),
        ("aa", "a", True),
        ("abc", "cba", False),
    ],
)
def test_une_faute_et_une_seule(a, b, attendu):
    assert une_faute(a, b) is attendu
    assert une_faute(b, a) is attendu


@given(mots, st.data())
def test_toute_faute_d_une_lettre_est_reconnue_et_cherchee(mot, data):
    rang = data.draw(st.integers(0, len(mot) - 1))
    lettre = data.draw(st.sampled_from("xyz"))
    for faux in (
        mot[:rang] + mot[rang + 1 :],
        mot[:rang] + lettre + mot[rang:],
        mot[:rang] + lettre + mot[rang + 1 :],
    ):
        assert une_faute(faux, mot)
        assert est_proche(faux, mot) or mot.startswith(faux)
        if len(faux) > 4:
            debuts = [v.split(JOKER) for v in variantes(faux)]
            assert any(_convient(mot, debut) for debut in debuts) or mot.startswith(faux)


def _convient(mot: str, morceaux: list[str]) -> bool:
    """Vrai si le mot commence par ces morceaux, une lettre quelconque entre deux."""
    attendu = JOKER.join(morceaux)
    return len(mot) >= len(attendu) and all(a in (JOKER, b) for a, b in zip(attendu, mot, strict=False))


def test_chaque_variante_passe_par_l_index():
    for mot in ("mart", "matrin", "lefevre"):
        assert all(len(fragment(variante)) >= 3 for variante in variantes(mot))


@pytest.mark.parametrize(("mot", "attendu"), [("mar", False), ("mart", True), ("2026", False), ("a" * 31, False)])
def test_ce_qui_se_corrige(mot, attendu):
    assert est_corrigeable(mot) is attendu


@deux_moteurs
@pytest.mark.parametrize("saisie", ["matrin", "marttin", "mrtin", "Märtjn", "martjn claire", "martin clqire"])
def test_une_lettre_fautive_propose_le_nom(proches, essai, saisie):
    essai.creer_fiche("Martin", "Claire")
    essai.creer_fiche("Bernard", "Louis")
    attendu = "martin claire" if "cl" in saisie else "martin"
    assert proches(saisie) == [attendu]


@deux_moteurs
def test_un_debut_de_nom_fautif_propose_le_nom_entier(proches, essai):
    essai.creer_fiche("Lefèvre-Œuvrard", "Élodie")
    assert proches("lefv") == ["lefevre"]
    assert proches("ouevr") == ["oeuvrard"]


@deux_moteurs
def test_le_mot_entier_passe_avant_le_debut_puis_le_plus_frequent(proches, essai):
    for nom in ("Durand", "Durant", "Durant", "Durantin"):
        essai.creer_fiche(nom)
    assert proches("durans") == ["durant", "durand", "durantin"]


@deux_moteurs
def test_deux_fautes_un_nombre_ou_trois_lettres_ne_proposent_rien(proches, essai):
    essai.creer_fiche("Martin", "2026 000412")
    for saisie in ("mrtan", "2026 000413", "mxr", "", "%", "m_rtin"):
        assert proches(saisie) == [], saisie


@deux_moteurs
def test_seules_les_lignes_donnees_sont_regardees(proches, essai):
    essai.creer_fiche("Martin", statut="cache")
    assert proches("matrin", essai.Fiche.objects.exclude(statut="cache")) == []
    assert saisies_proches(essai.Fiche.objects.none(), CHAMP, "matrin") == {}


@deux_moteurs
def test_une_requete_par_mot_corrigeable(essai, django_assert_num_queries):
    essai.creer_fiche("Martin", "Claire")
    with django_assert_num_queries(2):
        saisies_proches(essai.Fiche.objects.all(), CHAMP, "matrin clqire 2026 le")


@deux_moteurs
@pytest.mark.lent
def test_dix_mille_lignes_se_corrigent_par_l_index(essai):
    hasard = random.Random(1)
    noms = ["".join(hasard.choices("abcdefghijklmnopqrstuvwxyz", k=8)) for _ in range(10_000)]
    essai.Fiche.objects.bulk_create([essai.Fiche(nom=nom, texte_recherche=f" {nom}") for nom in noms])
    with connection.cursor() as curseur:
        if connection.vendor == "postgresql":  # sur si peu de lignes, tout lire lui coûterait moins
            curseur.execute("SET LOCAL enable_seqscan = off")
    lignes = essai.Fiche.objects.filter(texte_recherche__contient_mot_proche="matrin").values("pk")
    plan = lignes.explain()
    assert "VIRTUAL TABLE INDEX" in plan if connection.vendor == "sqlite" else "trgm" in plan
    fautif = noms[5000][:4] + noms[5000][5:]
    assert meilleures(saisies_proches(essai.Fiche.objects.all(), CHAMP, fautif), fautif, 3) == [noms[5000]]
    assert CANDIDATS_MAX == 200
