"""Les écrans de l'émargement : l'état par séance, faire signer, annuler, le papier et son scan (F4)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jalon.documents.models import Document
from jalon.emargement.models import Contenu, Sceau
from jalon.emargement.queries import attendus
from tests import fabriques
from tests.documents import fichiers
from tests.emargement.seances import TRACE, en_cours, signer_ligne

pytestmark = [pytest.mark.lent, pytest.mark.django_db]


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def client(paul):
    client = Client(HTTP_USER_AGENT="Tablette d’essai", REMOTE_ADDR="192.0.2.7")
    client.force_login(paul)
    return client


@pytest.fixture
def dossier(paul):
    return fabriques.dossier(paul)


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


@pytest.fixture
def seance(paul, dossier, agenda):
    return en_cours(dossier, par=paul, animateurs=(agenda,))


def adresse(dossier, seance, suite: str = "") -> str:
    return f"/dossiers/{dossier.numero}/seances/{seance.pk}/emargement/{suite}"


def lire(client, url: str, statut: int = 200) -> str:
    page = client.get(url)
    assert page.status_code == statut
    return page.content.decode()


def test_l_onglet_dit_qui_a_signe_seance_par_seance(client, dossier, seance):  # F4
    signer_ligne(seance)
    page = lire(client, f"/dossiers/{dossier.numero}/seances/")
    assert 'bénéficiaire<span class="j-vu">, signé' in page
    assert 'animateur<span class="j-vu">, signature attendue' in page
    assert "Émarger" in page


def test_une_seance_a_venir_n_attend_pas_encore_de_signature(client, paul, dossier, agenda):
    fabriques.seance(timezone.now() + timedelta(days=2), dossier, par=paul, animateurs=(agenda,))
    page = lire(client, f"/dossiers/{dossier.numero}/seances/")
    assert "signature attendue" not in page
    assert "à venir" in page


def test_signer_au_trace_montre_que_c_est_fait_et_garde_l_appareil(client, dossier, seance):
    ligne = attendus(seance)[0]
    url = adresse(dossier, seance, f"{ligne.cle}/signer/")
    page = lire(client, url)
    assert "Signer ma présence" in page
    envoi = page.split('name="envoi" value="')[1].split('"')[0]
    for _ in range(2):  # un double envoi
        assert client.post(url, {"envoi": envoi, "traits": TRACE}).status_code == 302
    contenu = Contenu.objects.get()
    assert (contenu.nom, contenu.ip, contenu.agent) == ("MARTIN Claire", "192.0.2.7", "Tablette d’essai")
    fait = lire(client, url)
    assert "Merci, c’est signé" in fait
    assert "Faire signer HENRY Paul" in fait


def test_signer_sans_rien_le_dit_et_attester_demande_son_nom(client, dossier, seance):
    url = adresse(dossier, seance, f"{attendus(seance)[0].cle}/signer/")
    envoi = "0f8fad5b-d9cb-469f-a165-70867728950e"
    vide = client.post(url, {"envoi": envoi})
    assert vide.status_code == 422
    assert "cochez « j’atteste »" in vide.content.decode()
    assert "Écrivez votre nom." in client.post(url, {"envoi": envoi, "atteste": "oui"}).content.decode()
    assert client.post(url, {"envoi": envoi, "atteste": "oui", "nom": "Claire Martin"}).status_code == 302
    deux = client.post(url, {"envoi": "1f8fad5b-d9cb-469f-a165-70867728950e", "atteste": "oui", "nom": "X"})
    assert "a déjà signé" in deux.content.decode()


def test_hors_de_la_fenetre_le_cadre_dit_quand(client, paul, dossier, agenda):
    seance = fabriques.seance(timezone.now() + timedelta(days=2), dossier, par=paul, animateurs=(agenda,))
    assert "La signature ouvre le " in lire(client, adresse(dossier, seance, f"{attendus(seance)[0].cle}/signer/"))
    tardive = en_cours(dossier, par=paul, animateurs=(agenda,), debut=timezone.now() - timedelta(days=2))
    page = lire(client, adresse(dossier, tardive, f"{attendus(tardive)[0].cle}/signer/"))
    assert "Signature tardive : 1 jour après la fin" in page


def test_annuler_une_signature_la_garde_visible(client, dossier, seance):
    signer_ligne(seance)
    url = adresse(dossier, seance, f"{attendus(seance)[0].cle}/annuler/")
    assert "Elle reste visible" in lire(client, url)
    assert client.post(url, {"motif": ""}).status_code == 422
    assert client.post(url, {"motif": "Mauvaise personne"}).status_code == 302
    page = lire(client, adresse(dossier, seance))
    assert "annulée par la ligne 2" in page
    assert "2 signatures attendues" in page
    assert "déjà annulée" in client.post(url, {"motif": "Encore"}).content.decode()


def test_le_papier_range_la_feuille_et_dit_qui_l_enregistre(client, paul, dossier, seance):
    url = adresse(dossier, seance, "papier/")
    cles = [ligne.cle for ligne in attendus(seance)]
    assert "MARTIN Claire" in lire(client, url)
    scan = fichiers.depot(fichiers.image(), "feuille.png")
    assert client.post(url, {"signataires": cles, "fichier": scan}).status_code == 302
    document = Document.objects.get()
    assert document.titre.startswith("Feuille d’émargement du ")
    donnees = Contenu.objects.order_by("pk").first().donnees
    assert document.derniere.empreinte in donnees
    assert str(paul) in donnees
    assert "Tout est signé" in lire(client, adresse(dossier, seance))
    assert client.post(url, {"signataires": [], "envoi": "x"}).status_code == 422


def test_une_alteration_se_lit_sur_la_page(client, dossier, seance):
    signer_ligne(seance)
    Contenu.objects.update(nom="AUTRE")
    page = lire(client, adresse(dossier, seance))
    assert "ont été modifiées hors de Jalon" in page
    assert "Altéré" in page


def test_les_noms_des_dossiers_hors_perimetre_restent_caches(client, paul, dossier, agenda):
    cache = fabriques.dossier(beneficiaire=fabriques.beneficiaire("Secret", "Nom"))
    admin = fabriques.utilisateur("administrateur")
    seance = en_cours(dossier, cache, par=admin, animateurs=(fabriques.animateur(nom="Benali"),))
    rang = next(n for n, ligne in enumerate(attendus(seance)) if "SECRET" in ligne.nom)
    ligne = attendus(seance)[rang]
    signer_ligne(seance, rang)
    page = lire(client, adresse(dossier, seance))
    assert "SECRET" not in page
    assert "1 signature d’autres dossiers, hors de votre périmètre" in page
    assert client.get(adresse(dossier, seance, f"{ligne.cle}/signer/")).status_code == 404
    assert Sceau.objects.count() == 1


def test_modifier_une_seance_signee_previent(client, dossier, seance):
    url = f"/dossiers/{dossier.numero}/seances/{seance.pk}/"
    assert "porte des signatures" not in lire(client, f"{url}modifier/")
    signer_ligne(seance)
    for acte in ("modifier", "reporter", "annuler", "valider"):
        assert "porte des signatures" in lire(client, f"{url}{acte}/")
