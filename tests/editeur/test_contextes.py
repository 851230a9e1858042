"""Un document d'une séance, rangé chez chaque participant ; d'une convention, téléchargé, gardé à l'historique."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from jalon.documents.models import Document
from jalon.documents.queries import contenu_de
from jalon.editeur.enums import Acte
from jalon.editeur.models import Generation, ModeleDocument
from jalon.editeur.moteur import pdf
from jalon.editeur.operations.installation import installer_modeles
from jalon.journal.models import Entree
from tests import fabriques
from tests.editeur.gabarits import texte_de
from tests.editeur.modeles_docx import modele

MATIN = datetime(2027, 1, 12, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def _sans_pdf(monkeypatch):
    monkeypatch.setattr(pdf, "programme", lambda: None)


@pytest.fixture
def client(maison) -> Client:
    visite = Client()
    visite.force_login(maison.utilisateurs["gestionnaire"])
    return visite


@pytest.fixture
def convocation(maison) -> ModeleDocument:
    return installer_modeles(codes=["convocation-seance"])[0]


@pytest.fixture
def seance(maison):
    """À deux : Claire et Élodie."""
    return fabriques.seance(MATIN, maison.dossiers["claire"], maison.dossiers["elodie"], par=maison.admin)


def adresse(maison, seance, modele=None, cle: str = "claire") -> str:
    racine = f"/dossiers/{maison.dossiers[cle].numero}/seances/{seance.pk}/generer/"
    return f"{racine}{modele.pk}/" if modele else racine


def test_l_onglet_seances_et_l_agenda_menent_a_la_convocation(client, maison, seance, convocation):
    onglet = client.get(f"/dossiers/{maison.dossier.numero}/seances/").text
    assert adresse(maison, seance) in onglet
    assert f"/seances/{seance.pk}/generer/" in client.get(f"/seances/{seance.pk}/").text
    page = client.get(adresse(maison, seance)).text
    assert "Convocation à une séance" in page
    assert "12/01/2027" in page


def test_sans_modele_de_seance_l_onglet_ne_le_propose_pas(client, maison, seance):
    assert "generer/" not in client.get(f"/dossiers/{maison.dossier.numero}/seances/").text


def test_une_convocation_se_range_dans_le_dossier_de_chaque_participant(client, maison, seance, convocation):
    page = client.get(adresse(maison, seance, convocation)).text
    assert maison.dossiers["elodie"].numero in page
    pour = [str(p.pk) for p in seance.participations.all()]
    client.post(adresse(maison, seance, convocation), {"format_voulu": "docx", "pour": pour})
    faites = {g.dossier: g for g in Generation.objects.all()}
    assert set(faites) == {maison.dossiers["claire"], maison.dossiers["elodie"]}
    for dossier, autre in (("claire", "elodie"), ("elodie", "claire")):
        document = faites[maison.dossiers[dossier]].docx
        assert document.dossier == maison.dossiers[dossier]
        assert document.titre.replace("\xa0", " ") == (
            "Convocation à une séance, séance du 12/01/2027 à 9 h 30 (Word)"
        )
        texte = texte_de(contenu_de(document.derniere))
        assert "12\xa0janvier 2027" in texte
        assert maison.dossiers[dossier].beneficiaire.nom in texte
        assert maison.dossiers[autre].beneficiaire.nom not in texte


def test_on_ne_convoque_que_ceux_que_l_on_coche(client, maison, seance, convocation):
    un = seance.participations.get(dossier=maison.dossiers["elodie"])
    client.post(adresse(maison, seance, convocation), {"format_voulu": "docx", "pour": [str(un.pk)]})
    assert Generation.objects.get().dossier == maison.dossiers["elodie"]
    rien = client.post(adresse(maison, seance, convocation), {"format_voulu": "docx"})
    assert rien.status_code == 422


def test_un_participant_hors_du_perimetre_ne_se_voit_ni_ne_se_convoque(maison, convocation):
    ensemble = fabriques.seance(MATIN, maison.dossiers["claire"], maison.dossiers["louis"], par=maison.admin)
    visite = Client()
    visite.force_login(maison.utilisateurs["conseiller"])
    url = adresse(maison, ensemble, convocation)
    page = visite.get(url).text
    assert maison.dossiers["louis"].beneficiaire.nom not in page
    autre = ensemble.participations.get(dossier=maison.dossiers["louis"])
    visite.post(url, {"format_voulu": "docx", "pour": [str(autre.pk)]})
    assert not Generation.objects.filter(dossier=maison.dossiers["louis"]).exists()
    assert visite.get(adresse(maison, ensemble, cle="louis")).status_code == 404


def test_tous_ou_aucun_quand_un_texte_manque(client, maison, seance):
    note = modele(
        maison.admin,
        "{{ seance.date }} {{ texte.note }}",
        code="note",
        contexte="seance",
        textes_libres=[{"code": "note", "libelle": "Note", "is_exige": True}],
    )
    pour = [str(p.pk) for p in seance.participations.all()]
    reponse = client.post(adresse(maison, seance, note), {"format_voulu": "docx", "pour": pour})
    assert reponse.status_code == 422
    assert not Document.objects.exists()


def test_une_convention_se_telecharge_et_son_historique_le_garde(client, maison):
    fiche = maison.conventions["opco"]
    page = f"/admin/conventions/{fiche.pk}/"
    assert "generer/" not in client.get(page).text
    courrier = modele(
        maison.admin,
        "{{ convention.reference }} : {{ convention.financeur }}",
        code="envoi",
        intitule="Envoi",
        contexte="convention",
    )
    assert f"{page}generer/" in client.get(page).text
    assert "Générer et télécharger" in client.get(f"{page}generer/{courrier.pk}/").text
    reponse = client.post(f"{page}generer/{courrier.pk}/", {"format_voulu": "docx"})
    assert fiche.reference in reponse["Content-Disposition"]
    assert fiche.reference in texte_de(reponse.content)
    assert not Document.objects.exists()
    assert Entree.objects.filter(acte=Acte.DOCUMENT_GENERE).count() == 1
    assert "Document généré" in client.get(f"{page}historique/").text


def test_un_modele_de_convention_suit_les_prestations_qu_elle_couvre(client, maison):
    fiche, ailleurs = maison.conventions["opco"], fabriques.prestation()
    envoi = modele(maison.admin, "{{ convention.reference }}", code="envoi", contexte="convention")
    envoi.prestations.set([ailleurs])
    fiche.prestations.set([maison.prestations["bilan"]])
    assert client.get(f"/admin/conventions/{fiche.pk}/generer/{envoi.pk}/").status_code == 404
    fiche.prestations.set([ailleurs])
    assert client.get(f"/admin/conventions/{fiche.pk}/generer/{envoi.pk}/").status_code == 200


def test_qui_ne_lit_pas_le_financement_ne_genere_pas_de_convention(maison):
    envoi = modele(maison.admin, "{{ convention.reference }}", code="envoi", contexte="convention")
    fiche = maison.conventions["opco"]
    visite = Client()
    visite.force_login(maison.utilisateurs["consultation"])
    assert visite.get(f"/admin/conventions/{fiche.pk}/generer/{envoi.pk}/").status_code == 403


@pytest.mark.parametrize(
    ("contexte", "paragraphe"), [("seance", "{{ seance.date }}"), ("convention", "{{ convention.reference }}")]
)
def test_un_modele_de_seance_ou_de_convention_s_essaie(maison, seance, contexte, paragraphe):
    essaye = modele(maison.admin, f"Lu : {paragraphe}", code="essai", contexte=contexte, is_publie=False)
    sur = {"seance": maison.dossier.numero, "convention": maison.conventions["opco"].reference}[contexte]
    visite = Client()
    visite.force_login(maison.admin)
    page = visite.get(f"/admin/modeles/{essaye.pk}/essayer/", {"sur": sur}).text
    lu = {"seance": "12/01/2027", "convention": maison.conventions["opco"].reference}[contexte]
    assert f"<p>Lu : {lu}</p>" in page
