"""Le cadre : connexion, pages d'erreur, thème, catalogue."""

import pytest
from django.urls import reverse

from jalon.ui.navigation import EntreeNavigation, liens_de
from jalon.ui.themes import COOKIE

from .conftest import MOT_DE_PASSE


@pytest.mark.django_db
def test_la_connexion_est_le_seul_formulaire_de_sa_page_qui_porte_un_mot_de_passe(client):
    html = client.get(reverse("account_login")).content.decode()
    assert html.count('type="password"') == 1
    assert "Comptes d’essai" not in html


@pytest.mark.django_db
def test_en_demonstration_les_comptes_d_essai_sont_proposes(client, settings):
    settings.MODE_DEMONSTRATION = True
    html = client.get(reverse("account_login")).content.decode()
    assert 'data-compte="conseiller@demo.example.org"' in html
    assert html.count('type="password"') == 1


def test_on_se_connecte_par_courriel(client, personne):
    reponse = client.post(reverse("account_login"), {"login": personne.courriel, "password": MOT_DE_PASSE})
    assert reponse.status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("nom", ["account_reset_password", "account_reset_password_done", "account_inactive"])
def test_les_pages_de_mot_de_passe_sont_les_notres(client, nom):
    html = client.get(reverse(nom)).content.decode()
    assert "j-connexion" in html


def test_changer_de_mot_de_passe_se_fait_dans_le_cadre(connecte):
    html = connecte.get(reverse("account_change_password")).content.decode()
    assert "j-bandeau" in html
    assert html.count('type="password"') == 3


def test_la_page_absente_ne_repete_pas_l_adresse(connecte):
    reponse = connecte.get("/nimportequoi-xyz/?q=secret")
    assert reponse.status_code == 404
    html = reponse.content.decode()
    assert "nimportequoi-xyz" not in html.replace('value="/nimportequoi-xyz/?q=secret"', "")
    assert "périmètre" in html


@pytest.mark.parametrize(("theme", "attribut"), [("sombre", "dark"), ("systeme", "light"), ("clair", "light")])
def test_le_theme_choisi_est_garde(connecte, theme, attribut):
    reponse = connecte.post(reverse("ui:theme"), {"theme": theme, "suite": reverse("ui:catalogue")})
    assert reponse.url == reverse("ui:catalogue")
    html = connecte.get(reverse("ui:catalogue")).content.decode()
    assert f'<html lang="fr" data-bs-theme="{attribut}" data-theme="{theme}">' in html


def test_sans_choix_le_theme_est_celui_du_systeme(connecte):
    html = connecte.get(reverse("ui:catalogue")).content.decode()
    assert 'data-theme="systeme"' in html
    assert "ui/js/theme.js" in html


def test_un_theme_inconnu_ou_une_suite_etrangere_ne_font_rien(connecte):
    reponse = connecte.post(reverse("ui:theme"), {"theme": "rose", "suite": "https://exemple.fr/"})
    assert reponse.url == "/"
    assert COOKIE not in reponse.cookies


def test_le_catalogue_se_lit_et_demande_une_connexion(connecte, client):
    assert connecte.get(reverse("ui:catalogue")).status_code == 200
    client.logout()
    assert client.get(reverse("ui:catalogue")).status_code == 302


def test_le_formulaire_d_exemple_dit_ce_qu_il_a_compris(connecte):
    valeurs = {
        "debut": "14/09/2026",
        "tarification": "horaire",
        "parts-TOTAL_FORMS": "1",
        "parts-INITIAL_FORMS": "1",
        "parts-0-nom": "Région",
        "parts-0-montant": "450",
    }
    reponse = connecte.post(reverse("ui:catalogue_formulaire"), valeurs)
    assert reponse.status_code == 200
    assert "Compris." in reponse.content.decode()
    faux = connecte.post(reverse("ui:catalogue_formulaire"), {**valeurs, "fin": "01/09/2026"})
    assert faux.status_code == 422
    assert "La fin précède le début" in faux.content.decode()


def test_un_dialogue_est_une_page_entiere_sans_htmx_et_un_fragment_avec(connecte):
    adresse = reverse("ui:catalogue_dialogue")
    assert "<html" in connecte.get(adresse).content.decode()
    fragment = connecte.get(adresse, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert 'hx-target="#dialogue"' in fragment


def test_la_fin_d_une_creation_previent_le_champ_d_origine(connecte):
    reponse = connecte.post(reverse("ui:catalogue_dialogue"), {"nom": "Zorro"}, headers={"HX-Request": "true"})
    assert reponse.status_code == 204
    assert "jalon:cree" in reponse["HX-Trigger"]


class Personne:
    def a_le_droit(self, code: str) -> bool:
        return code == "annuaire.lecture"


def test_la_navigation_montre_ce_qu_on_peut_ouvrir_et_une_seule_entree_active(monkeypatch):
    entrees = [
        EntreeNavigation("a", "Tout", "ui:catalogue", "home", prefixe="/ui/"),
        EntreeNavigation("b", "Formulaire", "ui:catalogue_formulaire", "list", "annuaire.lecture"),
        EntreeNavigation("c", "Réservé", "ui:catalogue", "lock", "admin.lecture"),
        EntreeNavigation("d", "Jamais", "ui:catalogue", "lock", lambda utilisateur: False),
    ]
    monkeypatch.setattr("jalon.ui.navigation.NAVIGATION", entrees)
    liens = liens_de(Personne(), reverse("ui:catalogue_formulaire"))
    assert [(lien.libelle, lien.actif) for lien in liens] == [("Tout", False), ("Formulaire", True)]
