"""Les écrans de la génération : choisir, ce qui manque, aperçu, ranger (F6)."""

import shutil

import pytest
from django.test import Client

from jalon.documents.models import Document
from jalon.dossiers.operations import annuler_dossier
from jalon.editeur.models import Generation, ModeleDocument
from jalon.editeur.moteur import pdf
from jalon.editeur.operations.installation import installer_modeles
from tests.maison import construire

pytestmark = pytest.mark.lent

SOFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n’est pas sur cette machine")


@pytest.fixture(autouse=True)
def _magasin_neuf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"


@pytest.fixture
def maison(db):
    installer_modeles(codes=["convocation", "courrier-libre", "contrat-formation"])
    return construire()


@pytest.fixture
def client(maison):
    visite = Client()
    visite.force_login(maison.utilisateurs["conseiller"])
    return visite


def adresse(maison, code: str = "") -> str:
    racine = f"/dossiers/{maison.dossier.numero}/documents/generer/"
    return f"{racine}{ModeleDocument.objects.get(code=code).pk}/" if code else racine


def test_l_onglet_documents_mene_aux_modeles_qui_conviennent(client, maison):
    assert adresse(maison) in client.get(f"/dossiers/{maison.dossier.numero}/documents/").text
    page = client.get(adresse(maison)).text
    for attendu in ("Convocation", "Courrier libre", "Contrat de formation", "Le bénéficiaire"):
        assert attendu in page


def test_un_profil_de_consultation_ne_genere_pas(maison):
    visite = Client()
    visite.force_login(maison.utilisateurs["consultation"])
    assert "generer/" not in visite.get(f"/dossiers/{maison.dossier.numero}/documents/").text
    assert visite.get(adresse(maison)).status_code == 403
    assert visite.get(adresse(maison, "convocation")).status_code == 403


def test_hors_du_perimetre_rien_ne_se_voit(maison):
    visite = Client()
    visite.force_login(maison.utilisateurs["nantes"])
    assert visite.get(adresse(maison)).status_code == 404


def test_ce_qui_manque_est_liste_avec_son_lien(client, maison):
    page = client.get(adresse(maison, "convocation")).text
    assert "informations sortiront vides" in page
    assert f"/dossiers/{maison.dossier.numero}/seances/" in page


def test_un_contrat_incomplet_ne_se_genere_pas_et_le_dit(client, maison):
    page = client.get(adresse(maison, "contrat-formation")).text
    assert "Ce contrat ne s’imprime pas encore." in page
    assert "Générer et ranger" not in page
    reponse = client.post(adresse(maison, "contrat-formation"), {"format_voulu": "docx"})
    assert reponse.status_code == 422
    assert "Ce contrat ne s’imprime pas" in reponse.text
    assert not Document.objects.exists()


def test_un_texte_exige_se_reclame_puis_le_document_se_range(client, maison):
    reponse = client.post(adresse(maison, "courrier-libre"), {"format_voulu": "docx", "texte_objet": "Bonjour"})
    assert reponse.status_code == 422
    donnees = {"format_voulu": "docx", "texte_objet": "Bonjour", "texte_corps": "Voici.", "is_confidentiel": "on"}
    reponse = client.post(adresse(maison, "courrier-libre"), donnees)
    fait = Generation.objects.get()
    assert reponse.status_code == 302
    assert reponse.url == fait.document.get_absolute_url()
    page = client.get(reponse.url).text
    assert "Généré depuis un modèle" in page
    assert "Courrier libre" in page
    assert fait.document.is_confidentiel
    assert fait.donnees["texte"] == {"objet": "Bonjour", "corps": "Voici."}


def test_sans_libreoffice_la_page_le_dit(client, maison, monkeypatch):
    monkeypatch.setattr(pdf, "programme", lambda: None)
    assert "Pas de PDF sur ce serveur" in client.get(adresse(maison)).text
    page = client.get(adresse(maison, "convocation")).text
    assert "Pas de PDF sur ce serveur" in page
    assert "Aperçu" not in page
    reponse = client.post(adresse(maison, "convocation"), {"format_voulu": "les_deux"}, follow=True)
    assert "n’est pas installé" in reponse.text


@SOFFICE
def test_l_apercu_montre_les_pages_et_ne_range_rien(client, maison):
    donnees = {"format_voulu": "les_deux", "geste": "apercu", "texte_objet": "Bonjour", "texte_corps": "Voici."}
    entiere = client.post(adresse(maison, "courrier-libre"), donnees)
    assert "data:image/png;base64," in entiere.text
    assert "Voici." in entiere.text  # ce qui est écrit reste
    fragment = client.post(adresse(maison, "courrier-libre"), donnees, headers={"HX-Request": "true"})
    assert fragment.text.lstrip().startswith("<section")
    assert not Document.objects.exists()


def test_un_marqueur_confidentiel_est_nomme_a_l_ecran(client, maison):
    installer_modeles(codes=["attestation-fin"])
    ModeleDocument.objects.filter(code="attestation-fin").update(destinataire="financeur")
    version = ModeleDocument.objects.get(code="attestation-fin").en_vigueur
    version.marqueurs.append("resultats")
    version.save()
    page = client.get(adresse(maison, "attestation-fin")).text
    assert "« resultats »" in page
    assert "Générer et ranger" not in page


def test_un_dossier_annule_ne_genere_plus(client, maison):
    annuler_dossier(par=maison.admin, dossier=maison.dossier, motif="Ouvert par erreur")
    reponse = client.get(adresse(maison), follow=True)
    assert "Ce dossier est annulé" in reponse.text
