"""Admin > Modèles et Admin > Marqueurs : ce que chaque écran montre, refuse et coûte."""

from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.editeur.models import ModeleDocument
from jalon.editeur.registres import MARQUEURS

from . import gabarits, modeles_docx
from .modeles_docx import modele

pytestmark = pytest.mark.lent

LISTE, MARQUEURS_URL = "/admin/modeles/", "/admin/marqueurs/"
SAISIE = {
    "version": "0",
    "intitule": "Courrier",
    "code": "courrier",
    "contexte": "dossier",
    "destinataire": "beneficiaire",
    "textes_libres": "objet = Objet *",
}


def texte(reponse) -> str:
    return unescape(reponse.content.decode())


@pytest.fixture
def client(maison) -> Client:
    client = Client()
    client.force_login(maison.admin)
    return client


def fichier(contenu: bytes, nom: str = "courrier.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, contenu)


def test_un_modele_se_cree_puis_se_depose_et_dit_ce_qui_ne_va_pas(client):
    cree = client.post(f"{LISTE}nouveau/", SAISIE)
    objet = ModeleDocument.objects.get()
    assert cree.url == f"{LISTE}{objet.pk}/"
    assert objet.textes_libres == [{"code": "objet", "libelle": "Objet", "is_exige": True}]
    depot = client.post(f"{cree.url}deposer/", {"fichiers": fichier(modeles_docx.docx("{{ dosier.numero }}"))})
    assert depot.status_code == 302
    page = texte(client.get(cree.url))
    assert "« dosier.numero » n’existe pas. Vouliez-vous « dossier.numero » ?" in page
    assert "1 point à corriger" in page
    assert "Publier la version" not in page


def test_publier_retirer_remettre_depuis_l_ecran(client, maison):
    objet = modele(maison.admin, is_publie=False)
    page = f"{LISTE}{objet.pk}/"
    assert "Publier la version 1" in texte(client.get(page))
    assert client.post(f"{page}publier/").status_code == 302
    assert "En vigueur" in texte(client.get(page))
    assert "déjà publiée" in texte(client.post(f"{page}publier/"))
    assert client.post(f"{page}etat/", {"motif": "remplacé"}).status_code == 302
    assert "Remettre en service" in texte(client.get(page))
    assert client.post(f"{page}etat/").status_code == 302
    assert ModeleDocument.objects.get().etat == "publie"


def test_modifier_la_fiche_et_voir_le_conflit(client, maison):
    objet = modele(maison.admin)
    page = f"{LISTE}{objet.pk}/modifier/"
    assert "attestation" in texte(client.get(page))
    saisie = SAISIE | {"version": str(objet.version), "code": "attestation", "intitule": "Attestation d’entrée"}
    assert client.post(page, saisie).status_code == 302
    assert ModeleDocument.objects.get().intitule == "Attestation d’entrée"
    assert client.post(page, saisie | {"intitule": "Autre"}).status_code == 422


@pytest.mark.parametrize(
    ("champ", "valeur", "phrase"),
    [("code", "Été !", "en minuscules"), ("textes_libres", "objet", "écrivez par exemple")],
)
def test_une_saisie_fausse_se_dit_a_cote_du_champ(client, champ, valeur, phrase):
    refus = client.post(f"{LISTE}nouveau/", SAISIE | {champ: valeur})
    assert refus.status_code == 422
    assert phrase in texte(refus)


def test_un_fichier_dangereux_est_refuse_dans_le_dialogue(client, maison):
    objet = modele(maison.admin)
    lie = gabarits.image_liee("http://exemple.test/a.png")
    refus = client.post(f"{LISTE}{objet.pk}/deposer/", {"fichiers": fichier(lie)})
    assert refus.status_code == 422
    assert "hors de lui" in texte(refus)
    assert objet.versions.count() == 1


def test_le_fichier_se_telecharge_tel_que_depose(client, maison):
    objet = modele(maison.admin)
    reponse = client.get(f"{LISTE}{objet.pk}/versions/1/fichier/")
    assert reponse["Content-Disposition"] == 'attachment; filename="attestation.docx"'
    assert BytesIO(reponse.content).read(2) == b"PK"
    assert client.get(f"{LISTE}{objet.pk}/versions/9/fichier/").status_code == 404


def test_la_liste_coute_autant_pour_un_modele_que_pour_trois(client, maison):
    def compter() -> int:
        with CaptureQueriesContext(connection) as vues:
            assert client.get(LISTE).status_code == 200
        return len(vues)

    modele(maison.admin)
    un = compter()
    for code in ("a", "b"):
        modele(maison.admin, code=code)
    assert compter() == un


def test_chaque_marqueur_est_dans_la_liste_avec_son_sens(client):
    page = texte(client.get(MARQUEURS_URL))
    assert [m.code for m in MARQUEURS if m.ecriture not in page or m.sens not in page] == []


def test_les_marqueurs_se_cherchent_par_mot_et_se_lisent_sur_un_dossier(client, maison):
    numero = maison.dossier.numero
    page = texte(client.get(MARQUEURS_URL, {"q": "numero dossier", "dossier": numero}))
    assert "{{ dossier.numero }}" in page
    assert "{{ structure.siret }}" not in page
    assert f"valeurs du dossier {numero}" in page
    fragment = client.get(MARQUEURS_URL, {"q": "zzz"}, headers={"HX-Request": "true"})
    assert "<html" not in texte(fragment)
    assert "Aucun marqueur ne répond" in texte(fragment)


def test_un_dossier_hors_du_perimetre_ne_montre_rien(client):
    assert "Aucun dossier visible" in texte(client.get(MARQUEURS_URL, {"dossier": "2026-999999"}))


def test_les_marqueurs_confidentiels_se_voient(client):
    page = texte(client.get(MARQUEURS_URL, {"q": "objectifs professionnels"}))
    assert "Confidentiel" in page


def test_un_modele_s_essaie_sur_un_vrai_dossier_sans_rien_enregistrer(client, maison):
    objet = modele(maison.admin, "Dossier {{ dossier.numero }}, {{ dossier.numero_commande }}", is_publie=False)
    adresse, numero = f"{LISTE}{objet.pk}/essayer/", maison.dossier.numero
    page = texte(client.get(adresse, {"sur": numero}))
    assert f"<p>Dossier {numero}," in page
    assert "Marqueurs vides" in page
    assert "dossier.numero_commande" in page
    docx = client.get(adresse, {"sur": numero, "fichier": "docx"})
    assert docx.content.startswith(b"PK")
    assert maison.dossier.documents.count() == 0


@pytest.mark.parametrize(
    ("donnees", "paragraphe", "phrase"),
    [
        ({}, "{{ dossier.numro }}", "À corriger d’abord"),
        ({"contexte": "convention"}, "{{ jour }}", "Rien de visible ne répond à"),
    ],
)
def test_un_essai_impossible_dit_pourquoi(client, maison, donnees, paragraphe, phrase):
    objet = modele(maison.admin, paragraphe, is_publie=False, **donnees)
    refus = client.get(f"{LISTE}{objet.pk}/essayer/", {"sur": maison.dossier.numero})
    assert refus.status_code == 422
    assert phrase in texte(refus)
    assert client.get(f"{LISTE}{objet.pk}/essayer/").status_code == 200


def test_un_essai_sur_un_dossier_inconnu_le_dit(client, maison):
    objet = modele(maison.admin)
    refus = client.get(f"{LISTE}{objet.pk}/essayer/", {"sur": "2026-999999"})
    assert "Rien de visible ne répond à « 2026-999999 »" in texte(refus)
