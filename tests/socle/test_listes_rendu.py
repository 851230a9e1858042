"""Le rendu d'une liste : la page, ou la liste seule pour htmx ; tout marche par des adresses (A2, règle 6)."""

import re
from html import unescape

import pytest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from jalon.socle.listes import rendre

CORPS = "ui/liste/liste.html"


@pytest.fixture(autouse=True)
def _sans_adresses(settings):
    """Le corps d'une liste ne dépend d'aucune adresse du produit."""
    settings.ROOT_URLCONF = ()


@pytest.fixture
def demander(liste, personne):
    """Rend la liste pour une adresse ; `entetes` imite htmx."""

    def demander(adresse: str = "", **entetes: str) -> str:
        requete = RequestFactory().get(f"/fiches/?{adresse}", headers=entetes)
        requete.user, requete.htmx = personne(), HtmxDetails(requete)
        reponse = rendre(requete, liste, CORPS)
        reponse.texte = re.sub(r"\s+", " ", reponse.content.decode())
        return reponse

    return demander


@pytest.fixture
def fragment(demander):
    return lambda adresse="", **plus: demander(adresse, **{"HX-Request": "true", "HX-Target": "fiches", **plus})


def liens(texte: str) -> list[str]:
    return [unescape(lien) for lien in re.findall(r'href="(/[^"]*)"', texte)]


def test_la_page_dit_le_compte_l_ordre_et_les_lignes(demander, fiches):
    texte = demander().texte
    assert "4 fiches, triées par nom" in texte
    assert texte.count('aria-sort="ascending"') == 1
    assert texte.index("ABEL Jean") < texte.index("ÉCOLE Anne") < texte.index("ZOLA Émile")
    assert "CACHÉ" not in texte
    assert "hx-swap-oob" not in texte


def test_chaque_geste_est_une_adresse(demander, fiches):  # sans script, tout marche
    texte = demander("q=e&statut=suspendu&tri=-entree").texte
    assert "/fiches/?q=e&tri=-entree" in liens(texte)
    assert "/fiches/?tri=-entree" in liens(texte)
    assert re.findall(r'<form[^>]*method="(\w+)"', texte) == ["get"] * 7


def test_htmx_ne_remplace_que_la_liste_ses_filtres_et_son_compte(fragment, fiches):
    reponse = fragment("q=mar&page=1")
    assert "<h1" not in reponse.texte
    assert '<input class="form-control" id="fiches-q"' not in reponse.texte
    assert 'id="fiches"' in reponse.texte
    assert 'id="fiches-filtres" hx-swap-oob="true"' in reponse.texte
    assert 'hx-swap-oob="innerHTML:#fiches-compte">1 fiche<' in reponse.texte
    assert reponse["HX-Push-Url"] == "/fiches/?q=mar"
    assert "HX-Request" in reponse["Vary"]


@pytest.mark.parametrize(
    "entetes",
    [
        {"HX-Boosted": "true"},
        {"HX-History-Restore-Request": "true"},
        {"HX-Target": "dialogue"},
    ],
)
def test_l_historique_et_les_autres_cibles_recoivent_la_page(fragment, fiches, entetes):
    assert 'id="fiches-recherche"' in fragment(**entetes).texte


def test_la_recherche_garde_les_filtres(demander, fiches):
    texte = demander("statut=suspendu&entree_du=2026-01-01&page=1").texte
    assert '<input type="hidden" form="fiches-recherche" name="statut" value="suspendu">' in texte
    assert '<input type="hidden" form="fiches-recherche" name="entree_du" value="2026-01-01">' in texte


def test_chaque_filtre_montre_ce_qui_est_choisi(demander, fiches, essai):
    ville = essai.Ville.objects.get(nom="Rennes")
    texte = demander(
        f"statut=suspendu&un=termine&visite=oui&jour=2026-03-01&entree_au=2026-12-31&ville={ville.pk}"
    ).texte
    assert 'name="statut" value="suspendu" checked' in texte
    assert '<option value="termine" selected>' in texte
    assert 'name="visite" value="oui" checked' in texte
    assert 'name="jour" value="2026-03-01"' in texte
    assert 'name="entree_au" value="2026-12-31"' in texte
    assert f'<option value="{ville.pk}" selected>Rennes</option>' in texte


def test_ce_qui_est_tape_est_montre_sans_etre_execute(demander, fiches):
    texte = demander("q=%22%3E%3Cscript%3Ex%3C/script%3E").texte
    assert "<script" not in texte
    assert "&lt;script&gt;" in texte


@pytest.mark.parametrize(
    ("adresse", "phrase"),
    [
        ("q=m", "Tapez au moins deux lettres ou chiffres"),
        ("q=zz", "Aucune fiche ne correspond"),
        ("q=zz", "Effacer la recherche"),
        ("statut=termine&un=suspendu", "Effacer les filtres"),
    ],
)
def test_une_liste_sans_ligne_dit_pourquoi_et_comment_en_sortir(demander, fiches, adresse, phrase):
    assert phrase in demander(adresse).texte


def test_une_liste_vide_le_dit(demander):
    assert "Aucune fiche pour l’instant" in demander().texte


def test_la_page_suivante_est_un_lien_et_la_precedente_n_en_est_pas_un(demander, essai):
    for rang in range(12):
        essai.creer_fiche(f"Nom {rang:02}")
    texte = demander().texte
    assert "1 – 10 sur 12" in texte
    assert "/fiches/?page=2" in liens(texte)
    assert 'role="link" aria-disabled="true" aria-label="Page précédente"' in texte
