"""Les écrans du catalogue : qui les ouvre, ce qu'ils refusent, ce qu'ils coûtent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.prestations.models import Prestation
from jalon.prestations.operations import modifier_prestation
from jalon.prestations.sources import chercher_ecrans, chercher_prestations
from tests import fabriques

LISTE, NOUVELLE = "/admin/prestations/", "/admin/prestations/nouvelle/"
SAISIE = {"version": "0", "code": "BC24", "libelle": "Bilan", "nature": "bilan", "is_active": "on"}


def texte(reponse) -> str:
    return reponse.content.decode()


# ── L'index ──


def test_l_index_montre_a_chacun_les_ecrans_qu_il_peut_ouvrir(connecte):  # B2
    page = texte(connecte("conseiller").get("/admin/"))
    assert "/admin/conventions/" in page
    assert LISTE not in page


def test_l_administrateur_voit_tous_les_ecrans(connecte):
    page = texte(connecte("administrateur").get("/admin/"))
    assert LISTE in page
    assert "/admin/conventions/" in page


def test_sans_aucun_ecran_l_entree_admin_n_existe_pas(client, db):
    profil = fabriques.profil("conseiller")
    profil.droits = ["annuaire.lecture"]
    profil.save()
    client.force_login(fabriques.utilisateur("conseiller"))
    assert 'href="/admin/"' not in texte(client.get("/"))
    refus = client.get("/admin/")
    assert refus.status_code == 403
    assert "aucun écran d’administration" in texte(refus)


# ── Qui ouvre quoi ──


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable", "consultation"])
@pytest.mark.parametrize(
    "adresse", [LISTE, NOUVELLE, "/admin/prestations/{pk}/", "/admin/prestations/{pk}/modifier/"]
)
def test_le_catalogue_est_a_l_administration(connecte, profil, adresse):
    pk = fabriques.prestation().pk
    assert connecte(profil).get(adresse.format(pk=pk)).status_code == 403


@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999"])
def test_une_prestation_absente_est_introuvable(connecte, pk):
    assert connecte().get(f"/admin/prestations/{pk}/").status_code == 404


# ── Liste ──


def test_la_liste_se_filtre_par_nature_et_par_proposee(connecte):
    fabriques.prestation("BIL", libelle="Bilan long", nature="bilan")
    fabriques.prestation("VAE", libelle="Vers la VAE", nature="vae", is_active=False)
    page = texte(connecte().get(LISTE, {"nature": "vae", "proposee": "non"}))
    assert "Vers la VAE" in page
    assert "Bilan long" not in page
    assert "1 prestation" in page


def test_la_liste_coute_autant_pour_une_ligne_que_pour_trois(connecte):
    client = connecte()
    fabriques.prestation()
    client.get(LISTE)
    with CaptureQueriesContext(
        connection,
    ) as une:
        client.get(LISTE)
    fabriques.prestation()
    fabriques.prestation()
    with CaptureQueriesContext(connection) as trois:
        client.get(LISTE)
    assert len(trois) == len(une) <= 12


# ── Créer ──


def test_creer_une_prestation_la_relit(connecte):
    client = connecte()
    reponse = client.post(NOUVELLE, {**SAISIE, "minutes_prevues": "24 h 30", "forfait": "1 800,00"}, follow=True)
    creee = Prestation.objects.get()
    assert (creee.minutes_prevues, str(creee.forfait), creee.tarification) == (1470, "1800.00", "forfait")
    page = texte(reponse)
    assert "Prestation « Bilan » créée." in page
    assert "forfait 1\u00a0800,00\u00a0€" in page


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"tarif_horaire": "75", "forfait": "1800"}, "s’excluent"),
        ({"tarification": "forfait", "tarif_horaire": "75"}, "il n’y a pas de tarif horaire"),
        ({"forfait": "1 234,567"}, "deux décimales au plus"),
        ({"forfait": "-5"}, "négative"),
        ({"forfait": "1000000000000"}, "Le maximum est"),
        ({"minutes_prevues": "24 h 75"}, "de 0 à 59"),
        ({"code": ""}, "obligatoire"),
        ({"code": "X" * 5000}, "20 caractères au plus (vous en avez 5000)"),
        ({"nature": "forgee"}, "Choisissez une des valeurs proposées"),
        ({"version": "99999999999999999999"}, "à corriger"),
    ],
)
def test_une_saisie_refusee_est_gardee_avec_sa_phrase(connecte, champs, phrase):
    reponse = connecte().post(NOUVELLE, {**SAISIE, "libelle": "Gardé 🎓 \u202eאבג", **champs})
    assert reponse.status_code == 422
    page = texte(reponse)
    assert phrase in page
    assert "Gardé 🎓 \u202eאבג" in page
    assert not Prestation.objects.exists()


def test_un_nul_dans_la_saisie_est_retire(connecte):
    connecte().post(NOUVELLE, {**SAISIE, "libelle": "Bi\x00lan"})
    assert Prestation.objects.get().libelle == "Bilan"


def test_un_code_deja_pris_se_dit_a_cote_du_champ(connecte):
    fabriques.prestation("BC24", libelle="Déjà là")
    reponse = connecte().post(NOUVELLE, SAISIE)
    assert reponse.status_code == 422
    assert "La prestation « Déjà là » porte déjà ce code." in texte(reponse)


# ── Modifier ──


def test_deux_personnes_sur_la_meme_fiche_la_seconde_lit_ce_qui_a_change(connecte):  # G1
    prestation = fabriques.prestation("BC24", libelle="Bilan", nature="bilan")
    autre = fabriques.utilisateur("administrateur", prenom="Paul", nom="Henry")
    modifier_prestation(par=autre, prestation=prestation, version=1, donnees={"libelle": "Bilan approfondi"})
    client, adresse = connecte(), f"/admin/prestations/{prestation.pk}/modifier/"
    reponse = client.post(adresse, {**SAISIE, "version": "1", "libelle": "Ma saisie"})
    page = texte(reponse)
    assert reponse.status_code == 422
    assert "Une autre personne a modifié cette prestation" in page
    assert "Paul Henry a enregistré à" in page
    assert "Bilan approfondi" in page
    assert "Ma saisie" in page
    assert 'name="version" value="2"' in page
    assert client.post(adresse, {**SAISIE, "version": "2", "libelle": "Ma saisie"}).status_code == 302
    assert Prestation.objects.get().libelle == "Ma saisie"


# ── Propositions ──


def test_les_propositions_disent_duree_et_prix_et_taisent_les_retirees(connecte):
    fabriques.prestation("BC24", libelle="Bilan", minutes_prevues=1440, tarification="forfait", forfait=1800)
    fabriques.prestation("BC16", libelle="Bilan retiré", is_active=False)
    reponse = connecte("conseiller").get("/admin/prestations/propositions/", {"q": "bil"})
    (seule,) = reponse.json()["results"]
    assert seule["text"] == "Bilan"
    assert seule["detail"] == "24\u00a0h · forfait 1\u00a0800,00\u00a0€"


@pytest.mark.parametrize("q", ["b", "%", "'", "\x00", "zzz"])
def test_une_recherche_sans_resultat_ne_casse_rien(connecte, q):
    fabriques.prestation("BC24", libelle="Bilan")
    assert connecte("conseiller").get("/admin/prestations/propositions/", {"q": q}).json()["results"] == []


# ── Recherche globale ──


def test_la_recherche_globale_mene_aux_prestations_et_aux_ecrans_permis(db):
    fabriques.prestation("BC24", libelle="Bilan", minutes_prevues=1440)
    admin, conseiller = fabriques.utilisateur("administrateur"), fabriques.utilisateur("conseiller")
    (seule,) = chercher_prestations("bil", admin, 5)
    assert (seule.titre, seule.detail) == ("Bilan", "BC24 · 24\u00a0h")
    assert [r.titre for r in chercher_ecrans("prest", admin, 5)] == ["Prestations"]
    assert chercher_ecrans("prest", conseiller, 5) == []
    assert [r.titre for r in chercher_ecrans("conv", conseiller, 5)] == ["Conventions"]
