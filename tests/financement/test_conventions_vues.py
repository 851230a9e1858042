"""Les écrans des conventions : droits, saisies hostiles, retour au dossier, dialogue, coût (B1, B2)."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.financement.models import Convention, Financement
from jalon.financement.operations import modifier_convention
from tests import fabriques

pytestmark = pytest.mark.django_db
LISTE, NOUVELLE = "/admin/conventions/", "/admin/conventions/nouvelle/"
JSON = "/admin/conventions/propositions/"
SAISIE = {
    "reference": "CONV-2026-031",
    "intitule": "Bilans salariés",
    "nature": "convention",
    "etat": "active",
    "version": "1",
}
HTMX = {"HX-Request": "true", "HX-Target": "dialogue"}


@pytest.fixture
def connecte(client):
    def connecter(profil: str = "gestionnaire", **champs):
        client.force_login(fabriques.utilisateur(profil, **champs))
        return client

    return connecter


def texte(reponse) -> str:
    return reponse.content.decode()


# ── Qui ouvre quoi ──


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable", "administrateur", "consultation"])
def test_chacun_lit_les_conventions_avec_le_droit_du_financement(connecte, profil):  # B2 : sans être admin
    pk = fabriques.convention("CONV-1").pk
    client = connecte(profil)
    assert "CONV-1" in texte(client.get(LISTE))
    assert client.get(f"{LISTE}{pk}/").status_code == 200
    ecrit = 403 if profil == "consultation" else 200
    assert client.get(NOUVELLE).status_code == ecrit
    assert client.get(f"{LISTE}{pk}/modifier/").status_code == ecrit


def test_sans_droit_de_lecture_rien_ne_s_ouvre(client):
    profil = fabriques.profil("conseiller")
    profil.droits = ["dossiers.ecriture"]
    profil.save()
    client.force_login(fabriques.utilisateur("conseiller"))
    pk = fabriques.convention().pk
    for adresse in (LISTE, NOUVELLE, JSON, f"{LISTE}{pk}/", f"{LISTE}{pk}/modifier/"):
        assert client.get(adresse).status_code == 403


def test_en_lecture_les_boutons_d_ecriture_n_existent_pas(connecte):
    pk = fabriques.convention().pk
    client = connecte("consultation")
    assert NOUVELLE not in texte(client.get(LISTE))
    assert "/modifier/" not in texte(client.get(f"{LISTE}{pk}/"))


def test_une_convention_absente_est_introuvable(connecte):
    assert connecte().get(f"{LISTE}999999/").status_code == 404


# ── Saisies ──


def test_une_convention_creee_se_relit(connecte):
    client, opco, bilan = connecte(), fabriques.societe("OPCO Horizon"), fabriques.prestation(libelle="Bilan")
    saisie = {
        **SAISIE,
        "financeur": f"s{opco.pk}",
        "date_debut": "1/1/26",
        "date_fin": "31/12/2026",
        "minutes_financees": "1 600,5",
        "montant": "120 000,00 €",
        "tarif_horaire": "75",
        "prestations": [bilan.pk],
    }
    page = texte(client.post(NOUVELLE, saisie, follow=True))
    creee = Convention.objects.get()
    assert (creee.financeur, creee.minutes_financees, creee.tarification) == (opco, 96030, "horaire")
    for attendu in (
        "CONV-2026-031",
        "OPCO Horizon",
        "31/12/2026",
        "1\u00a0600\u00a0h\u00a030",
        "120\u00a0000,00\u00a0€",
        "Bilan",
    ):
        assert attendu in page


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"date_debut": "31/02/2026"}, "Le 31/02/2026 n’existe pas."),
        ({"date_debut": "01/06/2026", "date_fin": "31/05/2026"}, "La fin précède le début (01/06/2026)."),
        ({"montant": "1 234,567"}, "deux décimales au plus"),
        ({"montant": "-12"}, "négative"),
        ({"montant": "1000000000000"}, "Le maximum est"),
        ({"minutes_financees": "-3"}, "négative"),
        ({"tarif_horaire": "75", "forfait": "1800"}, "s’excluent"),
        ({"reference": ""}, "obligatoire"),
        ({"reference": "R" * 5000}, "60 caractères au plus (vous en avez 5000)"),
        ({"financeur": "s999999"}, "n’existe pas, ou n’est pas dans votre périmètre"),
        ({"financeur": "forgé"}, "n’existe pas, ou n’est pas dans votre périmètre"),
        ({"prestations": ["999999"]}, "Cette fiche n’existe pas"),
        ({"etat": "forgé"}, "Choisissez une des valeurs proposées"),
    ],
)
def test_une_saisie_refusee_est_gardee_avec_sa_phrase(connecte, champs, phrase):
    reponse = connecte().post(NOUVELLE, {**SAISIE, "intitule": "Gardé 🎓", **champs})
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert "Gardé 🎓" in texte(reponse)
    assert not Convention.objects.exists()


def test_une_reference_deja_prise_se_dit_a_cote_du_champ(connecte):
    fabriques.convention("CONV-2026-031", intitule="Première")
    reponse = connecte().post(NOUVELLE, SAISIE)
    assert reponse.status_code == 422
    assert "La convention « Première » porte déjà cette référence." in texte(reponse)


def test_deux_personnes_sur_la_meme_convention(connecte):  # G1
    convention = fabriques.convention("CONV-2026-031", intitule="Avant")
    opco = fabriques.societe("OPCO Horizon")
    autre = fabriques.utilisateur("gestionnaire", prenom="Sophie", nom="Leroux")
    modifier_convention(
        par=autre, convention=convention, version=1, donnees={"financeur_societe": opco}, prestations=[]
    )
    client, adresse = connecte(), f"{LISTE}{convention.pk}/modifier/"
    reponse = client.post(adresse, {**SAISIE, "intitule": "Ma saisie"})
    page = texte(reponse)
    assert reponse.status_code == 422
    assert "Une autre personne a modifié cette convention" in page
    assert "Sophie Leroux a enregistré à" in page
    assert "OPCO Horizon" in page
    assert "Ma saisie" in page
    assert client.post(adresse, {**SAISIE, "version": "2", "intitule": "Ma saisie"}).status_code == 302


# ── Créer puis revenir ──


def test_creer_depuis_un_dossier_y_ramene_avec_la_convention_choisie(connecte):  # B2
    retour = "/dossiers/2026-000001/financement/modifier/?onglet=a&convention=3"
    page = texte(connecte().get(NOUVELLE, {"retour": retour}))
    assert "/dossiers/2026-000001/financement/modifier/?onglet=a&amp;convention=3" in page
    reponse = connecte().post(NOUVELLE, {**SAISIE, "retour": retour})
    pk = Convention.objects.get().pk
    assert reponse.url == f"/dossiers/2026-000001/financement/modifier/?onglet=a&convention={pk}"


@pytest.mark.parametrize(
    "retour",
    [
        "https://exemple.org/",
        "//exemple.org/",
        "/\\exemple.org",
        "javascript:alert(1)",
        "http:///x",
        "ici",
        "\x00/",
    ],
)
def test_un_retour_forge_est_ignore(connecte, retour):
    client = connecte()
    assert 'name="retour"' not in texte(client.get(NOUVELLE, {"retour": retour}))
    reponse = client.post(f"{NOUVELLE}?retour={retour}", {**SAISIE, "retour": retour})
    assert reponse.url == f"{LISTE}{Convention.objects.get().pk}/"


def test_le_dossier_d_origine_propose_son_financeur_et_sa_prestation(connecte, client):
    moi = fabriques.utilisateur("gestionnaire")
    opco, bilan = fabriques.societe("OPCO Horizon"), fabriques.prestation(libelle="Bilan long")
    dossier = fabriques.dossier(moi, prestation=bilan)
    Financement.objects.create(dossier=dossier, financeur_societe=opco)
    client.force_login(moi)
    page = texte(client.get(NOUVELLE, {"dossier": dossier.numero}))
    assert "OPCO Horizon" in page
    assert "Bilan long" in page
    assert "OPCO Horizon" not in texte(connecte().get(NOUVELLE, {"dossier": dossier.numero}))


# ── Dans un dialogue ──


def test_le_dialogue_demande_l_essentiel_et_choisit_la_convention_creee(connecte):
    client = connecte()
    page = texte(client.get(NOUVELLE, {"nom": "CONV-7"}, headers=HTMX))
    assert "Créer une convention" in page
    assert 'value="CONV-7"' in page
    assert "<html" not in page
    assert "data-creer" not in page  # un dialogue n'en remplace pas un autre
    reponse = client.post(NOUVELLE, {"reference": "CONV-7", "intitule": "Sept"}, headers=HTMX)
    creee = Convention.objects.get()
    assert reponse.status_code == 204
    signal = {"jalon:cree": {"value": creee.pk, "text": "CONV-7 · Sept"}}
    assert json.loads(reponse.headers["HX-Trigger"]) == signal
    assert creee.etat == "active"


def test_le_dialogue_refuse_avec_une_phrase(connecte):
    reponse = connecte().post(NOUVELLE, {"reference": "CONV-7", "intitule": ""}, headers=HTMX)
    assert reponse.status_code == 422
    assert "obligatoire" in texte(reponse)
    assert 'value="CONV-7"' in texte(reponse)


# ── Propositions, filtre et coût ──


def test_un_dossier_hors_perimetre_ne_guide_pas_les_propositions(connecte):
    dossier = fabriques.dossier()
    fabriques.convention("CONV-1")
    (seule,) = connecte().get(JSON, {"dossier": dossier.numero}).json()["results"]
    assert seule["groupe"] == ""


@pytest.mark.parametrize("parametres", [{"q": "\x00"}, {"q": "%"}, {"dossier": "\x00"}, {"dossier": "x" * 5000}])
def test_des_propositions_demandees_de_travers_ne_cassent_rien(connecte, parametres):
    assert connecte().get(JSON, parametres).status_code == 200


def test_la_liste_des_dossiers_se_filtre_par_convention(client):
    moi = fabriques.utilisateur("gestionnaire")
    convention = fabriques.convention("CONV-1")
    lie, autre = fabriques.dossier(moi), fabriques.dossier(moi)
    Financement.objects.create(dossier=lie, convention=convention)
    client.force_login(moi)
    page = texte(client.get("/production/", {"convention": convention.pk}))
    assert lie.numero in page
    assert autre.numero not in page


def test_la_liste_se_filtre_par_etat_et_par_jour_de_validite(connecte):
    fabriques.convention("C-2025", date_fin="2025-12-31")
    fabriques.convention("C-2026", date_debut="2026-01-01")
    fabriques.convention("C-CLOSE", etat="close")
    page = texte(connecte().get(LISTE, {"etat": "active", "valable": "2026-06-01"}))
    assert "C-2026" in page
    assert "C-2025" not in page
    assert "C-CLOSE" not in page


def test_la_liste_coute_autant_pour_une_convention_que_pour_trois(connecte):
    client = connecte()
    _convention_liee()
    client.get(LISTE)
    with CaptureQueriesContext(connection) as une:
        client.get(LISTE)
    _convention_liee()
    _convention_liee()
    with CaptureQueriesContext(connection) as trois:
        client.get(LISTE)
    assert len(trois) == len(une) <= 13


def test_la_fiche_coute_autant_pour_un_dossier_que_pour_trois(client):
    moi = fabriques.utilisateur("gestionnaire")
    client.force_login(moi)
    convention = _convention_liee(moi)
    adresse = f"{LISTE}{convention.pk}/"
    client.get(adresse)
    with CaptureQueriesContext(connection) as un:
        client.get(adresse)
    for _ in range(2):
        Financement.objects.create(dossier=fabriques.dossier(moi), convention=convention)
    with CaptureQueriesContext(connection) as trois:
        client.get(adresse)
    assert len(trois) == len(un) <= 12


def _convention_liee(par=None) -> Convention:
    convention = fabriques.convention(financeur_societe=fabriques.societe(), minutes_financees=600)
    Financement.objects.create(dossier=fabriques.dossier(par), convention=convention, minutes_financees=60)
    return convention
