"""Composants : des balises de gabarit qui rendent toujours un texte lisible sans la couleur."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template, TemplateSyntaxError


def rendre(gabarit: str, **contexte) -> str:
    return Template(gabarit).render(Context(contexte)).replace("\xa0", " ")


@pytest.mark.parametrize("code", ["en_cours", "en-cours"])
def test_un_statut_a_une_couleur_un_glyphe_et_un_texte(code):
    html = rendre("{% etat code %}", code=code)
    assert "j-etat--en-cours" in html
    assert "jalon.svg#en-cours" in html
    assert "En cours" in html


def test_un_ton_inconnu_est_une_erreur_de_programme():
    with pytest.raises(ValueError, match="ton inconnu"):
        rendre('{% etat_ton "Envoyée" "bleu" %}')


@pytest.mark.parametrize(
    ("gabarit", "texte"),
    [
        ("{{ jour|date_fr }}", "24/11/2026"),
        ("{{ jour|jour_court }}", "mar. 24/11/2026"),
        ("{{ instant|instant_fr }}", "24/11/2026 à 11:20"),
        ("{{ minuit|date_fr }}", "25/11/2026"),
        ("{{ somme|montant }}", "1 234,50 €"),
        ("{{ somme|pourcentage }}", "1 234,50 %"),
        ("{{ minutes|duree }}", "24 h 30"),
        ("{{ tel|telephone }}", "06 12 34 56 78"),
        ("{{ rien|montant|ou_tiret }}", "—"),
        ("{{ zero|ou_tiret }}", "0"),
    ],
)
def test_les_filtres_ecrivent_en_francais(gabarit, texte):
    valeurs = {
        "jour": date(2026, 11, 24),
        "instant": datetime(2026, 11, 24, 10, 20, tzinfo=UTC),
        "minuit": datetime(2026, 11, 24, 23, 30, tzinfo=UTC),
        "somme": Decimal("1234.5"),
        "minutes": 1470,
        "tel": "+33612345678",
        "rien": None,
        "zero": 0,
    }
    assert rendre(gabarit, **valeurs) == texte


def test_une_ligne_de_fiche_vide_ne_s_affiche_pas():
    assert rendre('{% fiche_ligne "Adresse" "" %}{% fiche_bloc "Centre" %}  {% endfiche_bloc %}') == ""
    assert "<dt>Adresse</dt>" in rendre('{% fiche_ligne "Adresse" "8 rue" %}')


def test_ce_qui_vient_de_l_exterieur_est_echappe():
    mechant = "<script>alert(1)</script>"
    for gabarit in (
        "{% fiche_ligne v v lien=v %}",
        "{% suivi v %}",
        "{% etat_ton v %}",
        "{% avatar v %}",
        "{% alerte 'info' %}{{ v }}{% endalerte %}",
        "{% vide 'search' v phrase=v %}{% endvide %}",
        "{% menu v %}{% endmenu %}",
        "{% carte v id='c' %}{{ v }}{% endcarte %}",
        "{% manque v 2 %}",
    ):
        assert "<script>" not in rendre(gabarit, v=mechant), gabarit


def test_la_carte_met_les_actes_dans_sa_tete():
    html = rendre('{% carte "Titre" id="t" nombre=3 %}<a>acte</a>{% corps_carte %}corps{% endcarte %}')
    tete, corps = html.split("card-body")
    assert "<a>acte</a>" in tete
    assert 'aria-labelledby="t"' in tete
    assert "corps" in corps
    with pytest.raises(TemplateSyntaxError):
        rendre('{% carte "Titre" %}{% endcarte %}')


@pytest.mark.parametrize(
    ("heures", "dit", "trop"),
    [
        ((870, 480, 1440), "14 h 30 réalisées, 8 h programmées, 24 h financées", False),
        ((1170, 120, 1200), "19 h 30 réalisées, 2 h programmées, 20 h financées", True),
        ((60, 0, None), "1 h réalisées, 0 h programmées", False),
        ((0, 0, 0), "0 h réalisées, 0 h programmées", False),
    ],
)
def test_la_barre_d_heures_se_lit_sans_la_couleur(heures, dit, trop):
    html = rendre("{% barre_heures a b c %}", a=heures[0], b=heures[1], c=heures[2])
    assert f'aria-label="{dit}"' in html
    assert ("j-rouge" in html) is trop


def test_les_onglets_disent_lequel_est_ouvert():
    elements = [
        {"libelle": "Informations", "url": "/a/", "actif": True},
        {"libelle": "Financement", "url": "/b/", "nombre": 2, "alerte": True, "dit": "informations manquantes"},
    ]
    html = rendre('{% onglets e libelle="Onglets" %}', e=elements)
    assert html.count('aria-current="page"') == 1
    assert "j-nombre--alerte" in html


class Droits:
    is_authenticated = True

    def a_le_droit(self, code: str) -> bool:
        return code == "dossiers.ecriture"


@pytest.mark.parametrize(
    ("qui", "code", "montre"),
    [
        (Droits(), "dossiers.ecriture", True),
        (Droits(), "admin.lecture", False),
        (AnonymousUser(), "dossiers.ecriture", False),
    ],
)
def test_un_contenu_reserve_ne_s_affiche_qu_avec_le_droit(qui, code, montre):
    html = rendre("{% si_droit code %}oui{% endsi_droit %}", user=qui, code=code)
    assert (html == "oui") is montre
