"""L'onglet Événements et ses dialogues : ce qui se lit, ce qui se confirme, ce qui se refuse (F7, F8, D3, E4)."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from jalon.dossiers.models import ActeEvenement, Dossier, Evenement
from jalon.dossiers.operations import annuler_evenement, modifier_evenement, modifier_objectifs
from jalon.dossiers.operations.nuit import recalculer_a_echeance
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.dossiers.registres import FAITS, FaitsPlanning, SourceDeFaits
from jalon.dossiers.rules.statut import Presences
from jalon.prestations.enums import TypeEvenement as T
from jalon.prestations.models import TypeEvenementMaison
from tests.fabriques import dossier, evenement, utilisateur

pytestmark = pytest.mark.django_db
LE_2, LE_12, LE_20, LE_25 = (date(2026, 3, jour) for jour in (2, 12, 20, 25))


@pytest.fixture(autouse=True)
def _le_20_mars(time_machine):
    time_machine.move_to("2026-03-20T10:00:00+01:00")


@pytest.fixture
def par():
    return utilisateur("administrateur")


@pytest.fixture
def client(par) -> Client:
    client = Client()
    client.force_login(par)
    return client


@pytest.fixture
def ouvert() -> Dossier:
    return dossier(utilisateur("conseiller"))


def adresse(ouvert: Dossier, nom: str, *cles) -> str:
    return reverse(f"dossiers:{nom}", args=[ouvert.numero, *cles])


def poster(client: Client, ouvert: Dossier, type_evenement: str, **saisie):
    donnees = {"date_evenement": "20/03/2026", **saisie}
    return client.post(adresse(ouvert, "declencher", type_evenement), donnees)


def lire(client: Client, ouvert: Dossier) -> str:
    return client.get(adresse(ouvert, "evenements")).content.decode()


# ── La frise ──


def test_la_frise_montre_causes_prevus_annules_versions_et_changements_automatiques(client, ouvert, par):
    entree = evenement(ouvert, T.ENTREE, LE_2, commentaire="Première fois")
    modifier_evenement(par=par, evenement=entree, version=1, donnees={"commentaire": "Seconde fois"})
    pause = evenement(ouvert, T.SUSPENSION, LE_12)
    annuler_evenement(par=par, evenement=pause, motif="Mauvais dossier")
    evenement(ouvert, T.SORTIE, LE_25)
    page = lire(client, ouvert)
    for attendu in (
        "En cours : entrée du 02/03/2026", "automatique", "Prévisionnel → En cours", "Première fois",
        "Seconde fois",
        "1 version antérieure", "Mauvais dossier", "Annulé", "Prévu",
    ):  # fmt: skip
        assert attendu in page, attendu


def test_un_prevu_reste_sans_effet_et_la_frise_dit_pourquoi(client, ouvert):
    evenement(ouvert, T.SORTIE, LE_25)
    evenement(ouvert, T.ABANDON, LE_20)
    recalculer_a_echeance(jour=LE_25)
    assert "N’a pas pris effet : Ce dossier est abandonné depuis le 20/03/2026." in lire(client, ouvert)


def test_qui_lit_seulement_n_a_pas_de_geste(ouvert):
    evenement(ouvert, T.ENTREE, LE_2)
    lecteur = Client()
    lecteur.force_login(utilisateur("consultation"))
    page = lire(lecteur, ouvert)
    assert "Entrée" in page
    assert "Déclencher un événement" not in page
    assert "/modifier/?de=evenements" not in page


def test_les_types_de_la_maison_se_proposent_et_se_declenchent(client, ouvert):
    jury = TypeEvenementMaison.objects.create(libelle="Oral blanc")
    assert "Oral blanc" in lire(client, ouvert)
    assert poster(client, ouvert, f"maison-{jury.pk}").status_code == 302
    assert str(Evenement.objects.get()) == "Oral blanc du 20/03/2026"


@pytest.mark.parametrize("code", ["maison-0", "maison-x", "maison-", "inconnu", "reouverture"])
def test_un_type_inconnu_n_existe_pas(client, ouvert, code):
    assert client.get(adresse(ouvert, "declencher", code)).status_code == 404


@pytest.mark.parametrize(
    ("code", "saisie", "precision"),
    [
        ("autre", {"precision": "Appel de la mairie"}, "Appel de la mairie"),
        ("changement_phase", {"precision": "Investigation"}, "Investigation"),
        ("validation_etape", {"precision": "Entretien d’accueil"}, "Entretien d’accueil"),
    ],
)
def test_un_evenement_sans_effet_sur_le_statut_dit_sa_precision(client, ouvert, code, saisie, precision):
    assert poster(client, ouvert, code).status_code == 422
    assert poster(client, ouvert, code, **saisie).status_code == 302
    assert Evenement.objects.get().precision == precision
    assert precision in lire(client, ouvert)


# ── Confirmer ce qui se déclenche ──

COURRIEL = {
    "actes": "courriel", "acte-courriel-roles": "conseiller", "acte-courriel-objet": "Entrée",
    "acte-courriel-texte": "Bonjour",
}  # fmt: skip


def test_rien_ne_se_declenche_avant_d_avoir_confirme(client, ouvert, django_capture_on_commit_callbacks):
    reponse = poster(client, ouvert, "entree", **COURRIEL)
    page = reponse.content.decode()
    assert "Envoyer un courriel : conseiller référent" in page
    assert 'name="acte-courriel-texte" value="Bonjour"' in page
    assert not Evenement.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert poster(client, ouvert, "entree", **COURRIEL, confirmer="oui").status_code == 302
    assert [m.to for m in mail.outbox] == [[ouvert.conseiller.courriel]]
    assert ouvert.conseiller.courriel in lire(client, ouvert)


def test_revenir_rouvre_la_saisie(client, ouvert):
    page = poster(client, ouvert, "entree", **COURRIEL, revenir="oui", commentaire="Gardé").content.decode()
    assert "Gardé" in page
    assert 'value="courriel" checked' in page
    assert not Evenement.objects.exists()


def test_une_saisie_fautive_d_un_acte_se_dit_a_cote_de_son_champ(client, ouvert):
    reponse = poster(
        client, ouvert, "entree", **(COURRIEL | {"acte-courriel-roles": [], "acte-courriel-objet": ""})
    )
    assert reponse.status_code == 422
    assert "Choisissez au moins un destinataire." in reponse.content.decode()


def test_un_evenement_impossible_se_refuse_avant_de_confirmer(client, ouvert):
    evenement(ouvert, T.ENTREE, LE_12)
    reponse = poster(client, ouvert, "sortie", **COURRIEL, date_evenement="02/03/2026")
    assert reponse.status_code == 422
    assert "La sortie ne peut pas précéder l’entrée (12/03/2026)." in reponse.content.decode()


def test_prevu_la_confirmation_le_dit_et_l_acte_attend(client, ouvert):
    page = poster(client, ouvert, "entree", **COURRIEL, date_evenement="25/03/2026").content.decode()
    assert "il prendra effet le 25/03/2026" in page
    poster(client, ouvert, "entree", **COURRIEL, date_evenement="25/03/2026", confirmer="oui")
    assert ActeEvenement.objects.get().etat == "prevu"


# ── Clôturer, rouvrir ──


def test_cloturer_dit_ce_qui_manque_et_note_l_issue(client, ouvert, par):
    lignes = [LigneObjectif("evolution", "Devenir cheffe")]
    modifier_objectifs(par=par, dossier=ouvert, version=0, lignes=lignes)
    page = client.get(adresse(ouvert, "declencher", "sortie")).content.decode()
    assert "Il manque encore pour clôturer" in page
    assert "Devenir cheffe" in page
    issue = f"issue_{ouvert.objectifs.get().pk}"
    poster(client, ouvert, "sortie", suite="emploi", **{issue: "atteint"})
    assert ouvert.objectifs.get().issue == "atteint"
    sortie = Evenement.objects.get()
    assert sortie.suite == "emploi"
    saisie = {"version": "1", "date_evenement": "20/03/2026", "suite": "emploi", issue: "partiel"}
    assert client.post(adresse(ouvert, "evenement_modifier", sortie.pk), saisie).status_code == 302
    assert "Partiellement atteint" in client.get(adresse(ouvert, "objectifs")).content.decode()


def test_avant_la_derniere_seance_suivie_la_sortie_se_confirme(client, ouvert, monkeypatch):
    presences = FaitsPlanning(Presences(presentes=1, derniere_presence=LE_12))
    monkeypatch.setitem(FAITS._elements, "planning", SourceDeFaits("planning", planning=lambda _: presences))
    page = poster(client, ouvert, "sortie", date_evenement="02/03/2026").content.decode()
    assert "présent à une séance le 12/03/2026, après cette date" in page
    assert poster(client, ouvert, "sortie", date_evenement="02/03/2026", confirmer="oui").status_code == 302


def test_rouvrir_depuis_la_page(client, ouvert):
    evenement(ouvert, T.SORTIE, LE_12)
    assert adresse(ouvert, "rouvrir") in client.get(adresse(ouvert, "dossier")).content.decode()
    assert client.get(adresse(ouvert, "rouvrir")).status_code == 200
    saisie = {"date_evenement": "20/03/2026", "commentaire": "Un rendez-vous de plus"}
    assert client.post(adresse(ouvert, "rouvrir"), saisie).status_code == 302
    assert "Un rendez-vous de plus" in lire(client, ouvert)
    assert client.post(adresse(ouvert, "rouvrir"), saisie).status_code == 422


# ── Modifier, annuler ──


def test_modifier_et_annuler_reviennent_a_la_frise(client, ouvert):
    entree = evenement(ouvert, T.ENTREE, LE_2)
    modifier = adresse(ouvert, "evenement_modifier", entree.pk) + "?de=evenements"
    assert 'name="version" value="1"' in client.get(modifier).content.decode()
    reponse = client.post(modifier, {"version": "1", "date_evenement": "12/03/2026"})
    assert reponse.url == adresse(ouvert, "evenements")
    perimee = client.post(modifier, {"version": "1", "date_evenement": "13/03/2026"})
    assert (perimee.status_code, "pendant votre saisie" in perimee.content.decode()) == (422, True)
    annuler = adresse(ouvert, "evenement_annuler", entree.pk)
    assert client.post(annuler, {"motif_annulation": " "}).status_code == 422
    assert client.post(annuler, {"motif_annulation": "Erreur"}).status_code == 302
    assert client.post(annuler, {"motif_annulation": "Erreur"}).status_code == 422


def test_annuler_rappelle_ce_qui_a_ete_declenche(client, ouvert):
    poster(client, ouvert, "entree", **COURRIEL, confirmer="oui")
    page = client.get(adresse(ouvert, "evenement_annuler", Evenement.objects.get().pk)).content.decode()
    assert "Ce qu’il a déclenché demeure" in page
    assert ouvert.conseiller.courriel in page
    assert client.get(adresse(dossier(), "evenement_annuler", Evenement.objects.get().pk)).status_code == 404
