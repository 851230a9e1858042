"""Hors de son périmètre : nom, prénom, rôles, société, centre, et pas un octet de plus (domaine, « Annuaire »)."""

import pytest

from jalon.annuaire.models import Personne
from jalon.annuaire.operations import rattacher
from jalon.annuaire.queries import details_visibles, personnes_aux_details_visibles
from tests import fabriques

from .conftest import page, secrets_dans


def test_on_voit_les_details_de_qui_l_on_suit_et_de_qui_personne_ne_suit(deux_equipes):
    visibles = {
        p.prenom
        for p in (deux_equipes.claire, deux_equipes.jade, deux_equipes.anne)
        if details_visibles(p, deux_equipes.paul)
    }
    assert visibles == {"Claire", "Anne-Sophie"}


def test_la_maison_entiere_se_voit_avec_le_perimetre_de_la_maison(deux_equipes):
    assert details_visibles(deux_equipes.jade, fabriques.utilisateur("consultation"))


def test_sans_le_droit_de_lire_les_dossiers_un_beneficiaire_suivi_reste_cache(deux_equipes):
    sans = fabriques.utilisateur("administrateur")
    sans.profil.droits = ["annuaire.ecriture"]
    assert not details_visibles(deux_equipes.claire, sans)


@pytest.mark.parametrize("nombre", [1, 3])
def test_dire_quels_details_se_voient_coute_une_requete(deux_equipes, django_assert_num_queries, nombre):
    personnes = [deux_equipes.claire, deux_equipes.jade, deux_equipes.anne][:nombre]
    assert deux_equipes.paul.collegues_ids  # lus une fois par page
    with django_assert_num_queries(1):
        vues = personnes_aux_details_visibles(personnes, deux_equipes.paul)
    assert deux_equipes.claire.pk in vues
    assert deux_equipes.jade.pk not in vues


@pytest.mark.parametrize(
    "adresse",
    [
        "/annuaire/personnes/",
        "/annuaire/personnes/?q=moreau",
        "/annuaire/personnes/{jade}/",
        "/annuaire/personnes/propositions/?q=moreau",
        "/annuaire/personnes/propositions/?q=moreau&role=beneficiaire",
        "/annuaire/personnes/propositions/",
        "/annuaire/financeurs/propositions/?q=moreau",
        "/annuaire/societes/{duval}/contacts/",
        "/recherche/?q=moreau",
    ],
)
def test_aucun_octet_ne_dit_ce_que_l_on_ne_voit_pas(connecte, deux_equipes, adresse):
    rattacher(par=deux_equipes.ines, personne=deux_equipes.jade, societe=deux_equipes.duval, fonction="Tutrice")
    url = adresse.format(jade=deux_equipes.jade.pk, duval=deux_equipes.duval.pk)
    reponse = connecte(deux_equipes.paul).get(url)
    assert reponse.status_code == 200
    assert "MOREAU Jade" in page(reponse)
    assert secrets_dans(reponse) == []


def test_le_bandeau_non_plus(connecte, deux_equipes):
    entetes = {"HX-Request": "true", "HX-Target": "recherche-resultats"}
    reponse = connecte(deux_equipes.paul).get("/recherche/?q=moreau", headers=entetes)
    assert "MOREAU Jade" in page(reponse)
    assert secrets_dans(reponse) == []


def test_qui_la_suit_voit_tout(connecte, deux_equipes):
    fiche = page(connecte(deux_equipes.ines).get(f"/annuaire/personnes/{deux_equipes.jade.pk}/"))
    for visible in ("secret@example.org", "01\u00a099\u00a000\u00a045\u00a012", "Trégastel", "03/05/1984", "Mme"):
        assert visible in fiche


@pytest.mark.parametrize("adresse", ["modifier/", "historique/"])
def test_ni_modifier_ni_historique_hors_perimetre(connecte, deux_equipes, adresse):
    client = connecte(deux_equipes.paul)
    url = f"/annuaire/personnes/{deux_equipes.jade.pk}/"
    fiche = page(client.get(url))
    assert f"{url}{adresse}" not in fiche
    assert "hors de votre périmètre" in fiche
    refus = client.get(f"{url}{adresse}")
    assert refus.status_code == 403
    assert secrets_dans(refus) == []


def test_une_requete_forgee_ne_modifie_rien(connecte, deux_equipes):
    jade = deux_equipes.jade
    forgee = {"version": jade.version, "nom": "Pirate", "prenom": "Jade"}
    reponse = connecte(deux_equipes.paul).post(f"/annuaire/personnes/{jade.pk}/modifier/", forgee)
    assert reponse.status_code == 403
    assert Personne.objects.get(pk=jade.pk).nom == "Moreau"


@pytest.mark.deux_moteurs
@pytest.mark.parametrize("saisie", ["secret", "secret@example.org", "01 99 00 45", "0199004512", "Kerguelen"])
def test_chercher_une_coordonnee_ne_dit_pas_a_qui_elle_est(deux_equipes, saisie):
    visibles = Personne.objects.visibles_par(deux_equipes.paul)
    assert not visibles.cherchees_par(deux_equipes.paul, saisie).exists()
    assert deux_equipes.jade in visibles.cherchees_par(deux_equipes.ines, saisie)


@pytest.mark.deux_moteurs
@pytest.mark.parametrize("saisie", ["mor", "jade", "MOREAU jade", "móreau"])
def test_le_nom_se_cherche_partout(deux_equipes, saisie):
    trouvees = Personne.objects.visibles_par(deux_equipes.paul).cherchees_par(deux_equipes.paul, saisie)
    assert list(trouvees.order_by("pk")) == [deux_equipes.jade]


def test_un_doublon_hors_perimetre_ne_montre_que_nom_centre_et_annee(connecte, deux_equipes):
    saisie = {"nom": "Moreau", "prenom": "Jade", "courriel": "secret@example.org"}
    reponse = connecte(deux_equipes.paul).post("/annuaire/personnes/doublons/", saisie)
    texte = page(reponse)
    assert "MOREAU Jade" in texte
    assert "1984 · suivi au centre Nantes" in texte
    assert secrets_dans(reponse) == []
    assert "même courriel" not in texte


def test_sans_le_droit_de_lire_l_annuaire_rien_ne_s_ouvre(client, deux_equipes):
    profil = fabriques.profil("conseiller")
    profil.droits = ["dossiers.lecture"]
    profil.save()
    client.force_login(fabriques.utilisateur("conseiller"))
    for adresse in ("personnes/", f"personnes/{deux_equipes.anne.pk}/", "societes/", "personnes/propositions/"):
        assert client.get(f"/annuaire/{adresse}").status_code == 403
    assert "GALL" not in page(client.get("/recherche/?q=gall"))
