"""Les écrans des documents : déposer, regarder, télécharger, remplacer, corbeille (F5, F6)."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jalon.documents.models import Document
from jalon.documents.operations import ajouter_document
from jalon.dossiers.operations import annuler_dossier

from . import fichiers
from .test_operations import ajouter, exiger_piece

pytestmark = pytest.mark.lent

JSON = {"Accept": "application/json"}


@pytest.fixture
def client(maison):
    client = Client()
    client.force_login(maison.utilisateurs["conseiller"])
    return client


def adresse(maison, suite: str = "") -> str:
    return f"/dossiers/{maison.dossier.numero}/documents/{suite}"


def deposer(client, maison, *fichiers_, entetes=None, **champs):
    donnees = {"genre": "piece", "fichiers": list(fichiers_), **champs}
    return client.post(adresse(maison, "ajouter/"), donnees, headers=entetes or {})


# ── Déposer ──


def test_plusieurs_fichiers_sans_script(client, maison):
    reponse = deposer(
        client, maison, fichiers.depot(), fichiers.depot(fichiers.pdf(), "contrat.pdf"), titre="Ignoré"
    )
    assert reponse.url == adresse(maison)
    page = client.get(adresse(maison)).content.decode()
    assert "2 documents ajoutés." in page
    assert ">note<" in page
    assert ">contrat<" in page


def test_un_refus_n_empeche_pas_les_autres(client, maison):
    reponse = deposer(client, maison, fichiers.depot(), fichiers.depot(b"", "vide.txt"))
    assert reponse.status_code == 422
    assert "« vide.txt » est vide." in reponse.content.decode()
    assert Document.objects.get().titre == "note"


def test_sans_fichier_on_le_dit(client, maison):
    assert "Choisissez au moins un fichier." in deposer(client, maison).content.decode()


def test_le_script_recoit_du_json_fichier_par_fichier(client, maison):
    cle = uuid4()
    reponse = deposer(client, maison, fichiers.depot(), entetes=JSON, cle=cle, titre="Ma note", groupe="3")
    assert reponse.status_code == 201
    document = Document.objects.get()
    assert reponse.json() == {"adresse": f"/documents/{document.pk}/", "titre": "Ma note"}
    assert deposer(client, maison, fichiers.depot(), entetes=JSON, cle=cle).status_code == 201
    assert "3 documents ajoutés." in client.get(adresse(maison)).content.decode()


def test_un_doublon_se_dit_puis_s_accepte(client, maison):
    deposer(client, maison, fichiers.depot())
    refus = deposer(client, maison, fichiers.depot(), entetes=JSON)
    assert (refus.status_code, refus.json()["doublon"]) == (422, True)
    accepte = deposer(client, maison, fichiers.depot(), entetes=JSON, accepter_doublon="on")
    assert accepte.status_code == 201


def test_16_mo_s_arretent_en_route(client, maison):
    gros = SimpleUploadedFile("gros.txt", b"a" * (16 * 1024 * 1024))
    reponse = deposer(client, maison, gros, entetes=JSON)
    assert reponse.status_code == 422
    assert "15\u00a0Mo" in reponse.json()["erreurs"]["fichiers"][0]


def test_un_chemin_dans_le_nom_se_perd(client, maison):
    deposer(client, maison, fichiers.depot(b"x", "../../été.txt"))
    assert Document.objects.get().derniere.nom_fichier == "été.txt"


def test_un_dossier_annule_ne_recoit_plus_rien(client, maison):
    annuler_dossier(par=maison.admin, dossier=maison.dossier, motif="erreur")
    reponse = deposer(client, maison, fichiers.depot(), entetes=JSON)
    assert "annulé" in str(reponse.json())
    assert 'data-depot="' not in client.get(adresse(maison)).content.decode()


def test_un_type_ou_un_lecteur_forge_est_refuse(client, maison):
    for champs in ({"type_document": "999"}, {"lecteurs": "99999"}, {"genre": "autre"}, {"cle": "pas-une-cle"}):
        assert deposer(client, maison, fichiers.depot(), **champs).status_code == 422, champs


def test_les_lecteurs_se_proposent_par_leur_nom(client, maison):
    noms = [r["text"] for r in client.get("/documents/lecteurs/?q=ler").json()["results"]]
    assert noms == ["Sophie Leroux"]


# ── Pièces exigées ──


def test_une_piece_manquante_mene_a_son_depot(client, maison):  # H1
    piece = exiger_piece(maison)
    page = client.get(f"/dossiers/{maison.dossier.numero}/").content.decode()
    lien = f"{adresse(maison, 'ajouter/')}?type={piece.pk}"
    assert lien in page
    assert lien in client.get(adresse(maison)).content.decode()
    formulaire = client.get(lien).content.decode()
    assert f'value="{piece.pk}" selected' in formulaire
    assert timezone.localdate().strftime("%d/%m/%Y") in formulaire
    deposer(client, maison, fichiers.depot(), type_document=piece.pk, date_reception="24/11/2026")
    assert "Reçue le 24/11/2026" in client.get(adresse(maison)).content.decode()
    assert lien not in client.get(f"/dossiers/{maison.dossier.numero}/").content.decode()


def test_la_vue_pieces_manquantes(client, maison):
    piece = exiger_piece(maison)
    numero = maison.dossier.numero
    assert numero in client.get("/production/?pieces=oui").content.decode()
    assert "Pièces manquantes" in client.get("/production/").content.decode()
    ajouter(maison, donnees={"type_document": piece, "date_reception": timezone.localdate()})
    assert f"/dossiers/{numero}/" not in client.get("/production/?pieces=oui").content.decode()
    assert f"/dossiers/{numero}/" in client.get("/production/?pieces=non").content.decode()


# ── Regarder, télécharger ──


def test_un_fichier_se_telecharge_sous_son_nom_et_n_agit_sur_rien(client, maison):
    document = ajouter(maison, fichiers.pdf(), "Écrit d’Élise.pdf")
    reponse = client.get(f"/documents/{document.pk}/versions/1/")
    assert reponse.content == fichiers.pdf()
    assert reponse["Content-Disposition"].startswith("attachment; filename*=utf-8''%C3%89crit")
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in reponse["Cache-Control"]
    assert set(reponse["Content-Security-Policy"].split("; ")) == {"sandbox", "default-src 'none'"}


def test_un_pdf_se_montre_page_a_page(client, maison):
    document = ajouter(maison, fichiers.pdf(pages=2), "deux.pdf")
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert 'alt="Page 2 sur 2 de deux"' in page
    image = client.get(f"/documents/{document.pk}/versions/1/pages/2/")
    assert (image["Content-Type"], image.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(f"/documents/{document.pk}/versions/1/pages/3/").status_code == 404


def test_un_texte_et_un_courriel_se_lisent_dans_la_page_sans_rien_executer(client, maison):
    texte = ajouter(maison, b"<script>alert(1)</script>", "note.txt")
    assert "&lt;script&gt;alert(1)" in client.get(f"/documents/{texte.pk}/").content.decode()
    courriel = ajouter(maison, fichiers.courriel(texte="Bonjour <b>Paul</b>"), "mot.eml")
    page = client.get(f"/documents/{courriel.pk}/").content.decode()
    assert "Bonjour &lt;b&gt;Paul" in page
    assert "accord signé.pdf" in page


def test_ce_qui_ne_se_montre_pas_se_telecharge(client, maison):
    for contenu, nom, phrase in (
        (fichiers.docx(), "cv.docx", "Pas d’aperçu pour ce type"),
        (b"%PDF-1.4\nrien\n%%EOF", "bancal.pdf", "Ce PDF ne se montre pas ici"),
    ):
        document = ajouter(maison, contenu, nom)
        assert phrase in client.get(f"/documents/{document.pk}/").content.decode()
        assert client.get(f"/documents/{document.pk}/versions/1/pages/1/").status_code == 404


def test_un_fichier_qui_manque_se_dit(client, maison, place):
    for contenu, nom in ((b"Bonjour", "note.txt"), (fichiers.image(), "photo.png")):
        document = ajouter(maison, contenu, nom)
        place.supprimer(document.derniere.empreinte)
        assert client.get(f"/documents/{document.pk}/").status_code == 200
        page = client.get(f"/documents/{document.pk}/versions/1/", follow=True).content.decode()
        assert "manque dans le magasin" in page
        assert client.get(f"/documents/{document.pk}/versions/1/pages/1/").status_code == 404


# ── Modifier, remplacer, corbeille ──


def test_modifier_se_relit_et_dit_le_conflit(client, maison):
    document = ajouter(maison)
    donnees = {"titre": "Contrat", "genre": "convention", "version": 1, "date_document": "31/02/2026"}
    url = f"/documents/{document.pk}/modifier/"
    assert "n’existe pas" in client.post(url, donnees).content.decode()
    assert client.post(url, {**donnees, "date_document": "24/11/2026"}).status_code == 302
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert "Convention de financement" in page
    assert "24/11/2026" in page
    assert "pendant votre saisie" in client.post(url, {**donnees, "date_document": ""}).content.decode()


def test_un_autre_que_l_auteur_voit_la_confidentialite_verrouillee(client, maison):
    document = ajouter(maison, par="gestionnaire")
    url = f"/documents/{document.pk}/modifier/"
    assert "Seul l’auteur" in client.get(url).content.decode()
    client.post(url, {"titre": "x", "genre": "piece", "version": 1, "is_confidentiel": "on"})
    assert not Document.objects.get().is_confidentiel


def test_remplacer_puis_regarder_l_ancienne_version(client, maison):
    document = ajouter(maison)
    url = f"/documents/{document.pk}/remplacer/"
    assert client.post(url, {"version": 1, "fichiers": fichiers.depot(b"MZ", "a.exe")}).status_code == 422
    assert client.post(url, {"version": 1}).status_code == 422
    assert client.post(url, {"version": 1, "fichiers": fichiers.depot(b"neuf")}).status_code == 302
    assert "neuf" in client.get(f"/documents/{document.pk}/").content.decode()
    ancienne = client.get(f"/documents/{document.pk}/?version=1").content.decode()
    assert "Bonjour" in ancienne
    assert "remplacée depuis" in ancienne


def test_supprimer_puis_restaurer_depuis_la_corbeille(client, maison):
    document = ajouter(maison, donnees={"titre": "Contrat"})
    client.post(f"/documents/{document.pk}/supprimer/", {"motif": "déposé deux fois"})
    assert f"/documents/{document.pk}/" not in client.get(adresse(maison)).content.decode()
    corbeille = client.get("/corbeille/").content.decode()
    assert "déposé deux fois" in corbeille
    assert "À la corbeille depuis" in client.get(f"/documents/{document.pk}/").content.decode()
    client.post(f"/documents/{document.pk}/restaurer/")
    assert f"/documents/{document.pk}/" in client.get(adresse(maison)).content.decode()


def test_une_piece_recue_autrement_se_dit_a_la_restauration(client, maison):
    piece = exiger_piece(maison)
    recue = {"type_document": piece, "date_reception": timezone.localdate()}
    document = ajouter(maison, donnees=recue)
    client.post(f"/documents/{document.pk}/supprimer/", {})
    ajouter(maison, b"autre", donnees=recue)
    page = client.post(f"/documents/{document.pk}/restaurer/", follow=True).content.decode()
    assert "revient sans date de réception" in page


def test_chercher_filtrer_trier_dans_l_onglet(client, maison):  # F5
    ajouter(maison, donnees={"titre": "Contrat", "genre": "convention"})
    ajouter(maison, b"cv", donnees={"titre": "Curriculum", "genre": "beneficiaire"})
    for requete, attendu in (
        ("q=contr", "Contrat"),
        ("genre=beneficiaire", "Curriculum"),
        ("tri=titre", "Contrat"),
    ):
        page = client.get(f"{adresse(maison)}?{requete}").content.decode()
        assert f">{attendu}</bdi>" in page, requete
    assert ">Contrat</bdi>" not in client.get(f"{adresse(maison)}?genre=beneficiaire").content.decode()
    fragment = client.get(f"{adresse(maison)}?q=contr", headers={"HX-Request": "true", "HX-Target": "documents"})
    assert "<html" not in fragment.content.decode()


@pytest.mark.parametrize(
    ("chemin", "cle"),
    [("/annuaire/personnes/{}/documents/", "claire"), ("/annuaire/societes/{}/documents/", "duval")],
)
def test_l_onglet_d_une_personne_et_d_une_societe(client, maison, chemin, cle):
    porteur = maison.personnes.get(cle) or maison.societes[cle]
    url = chemin.format(porteur.pk)
    client.post(f"{url}ajouter/", {"genre": "piece", "fichiers": fichiers.depot(), "titre": "Statuts"})
    assert ">Statuts</bdi>" in client.get(url).content.decode()
    fiche = client.get(f"/documents/{Document.objects.get().pk}/").content.decode()
    assert f'href="{url}"' in fiche


def test_les_documents_d_une_personne_hors_perimetre_sont_refuses(client, maison):
    pk = maison.personnes["louis"].pk
    for suite in ("", "ajouter/"):
        assert client.get(f"/annuaire/personnes/{pk}/documents/{suite}").status_code == 403


def test_l_onglet_dit_combien_la_personne_en_voit(client, maison):
    ajouter(maison)
    ajouter_document(
        par=maison.admin,
        porteur=maison.dossier,
        examen=fichiers.examen(b"secret"),
        donnees={"genre": "piece", "is_confidentiel": True},
    )
    page = client.get(f"/dossiers/{maison.dossier.numero}/").content.decode()
    onglet = page.partition(f'href="{adresse(maison)}"')[2].partition("</a>")[0]
    assert ">1<" in onglet
