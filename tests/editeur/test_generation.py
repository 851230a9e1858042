"""Générer un document : les modèles livrés, ce qui manque, ce que la loi exige, qui peut recevoir quoi (F6)."""

import shutil
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from django.core.management import call_command

from jalon.annuaire.models import Personne
from jalon.documents.models import Document
from jalon.documents.queries import contenu_de
from jalon.dossiers.models import Dossier
from jalon.editeur.enums import Acte, FormatGenere
from jalon.editeur.livres import MODELES_LIVRES
from jalon.editeur.models import Generation, ModeleDocument
from jalon.editeur.moteur import PdfIndisponible, pdf
from jalon.editeur.operations.generation import generer_document
from jalon.editeur.operations.installation import installer_modeles
from jalon.editeur.preparation import preparer
from jalon.journal.models import Entree
from jalon.planning.models import Participation
from jalon.prestations.models import Prestation
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.structure.models import Reglages
from tests import fabriques
from tests.editeur.gabarits import texte_de
from tests.editeur.lecture_pdf import balises, polices_non_incorporees, texte_du_pdf, version_pdf_a

pytestmark = [pytest.mark.lent, pytest.mark.django_db]
SOFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n’est pas sur cette machine")
CATALOGUE = {
    "objectif": "Faire le point sur ses compétences.",
    "contenu": "Trois phases : préliminaire, investigation, conclusions.",
    "niveau_requis": "Aucun prérequis.",
    "moyens": "Entretiens individuels, tests, salle équipée.",
    "suivi_evaluation": "Grille d’auto-évaluation à chaque phase.",
    "sanction": "Document de synthèse.",
    "conditions_abandon": "Seules les heures suivies sont dues.",
    "conditions_reglement": "À trente jours, par virement.",
}


@pytest.fixture(autouse=True)
def _magasin_neuf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"


@pytest.fixture
def par():
    return fabriques.utilisateur("administrateur", prenom="Paul", nom="Henry")


@pytest.fixture
def dossier(par):
    prestation = fabriques.prestation(
        libelle="Bilan de compétences", nature="bilan", minutes_prevues=1440, **CATALOGUE
    )
    claire = fabriques.beneficiaire(ville="Rennes", code_postal="35000", adresse="1 rue d’Antrain")
    ouvert = fabriques.dossier(par, beneficiaire=claire, prestation=prestation)
    Dossier.objects.filter(pk=ouvert.pk).update(
        employeur=fabriques.societe("Ateliers Duval", "employeur"), conseiller=par
    )
    return Dossier.objects.pour_page().get(pk=ouvert.pk)


def modele(code: str) -> ModeleDocument:
    installer_modeles(codes=[code])
    return ModeleDocument.objects.get(code=code)


def contenu(document: Document) -> bytes:
    return contenu_de(document.derniere)


def seance_de(dossier, par) -> Participation:
    """Le 12 janvier 2027 à 9 h 30, en salle 2."""
    debut = datetime(2027, 1, 12, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
    seance = fabriques.seance(debut, dossier, par=par, lieu=fabriques.lieu("Salle 2"))
    return seance.participations.select_related("seance", "dossier__beneficiaire").get(dossier=dossier)


def test_les_modeles_livres_s_installent_une_seule_fois(dossier):
    assert {m.code for m in installer_modeles()} == {livre.code for livre in MODELES_LIVRES}
    assert installer_modeles() == []
    assert list(ModeleDocument.objects.get(code="synthese-bilan").prestations.all()) == [dossier.prestation]
    assert all(m.en_vigueur.marqueurs for m in ModeleDocument.objects.publies())


@pytest.mark.parametrize("code", [livre.code for livre in MODELES_LIVRES])
def test_chaque_modele_livre_se_remplit_sans_marqueur_inconnu(dossier, par, code):
    Personne.objects.create(nom="HENRY", prenom="Paul", utilisateur=par, diplomes="Master de psychologie")
    livre = next(m for m in MODELES_LIVRES if m.code == code)
    textes = {c: f"Texte {c}" for c, _, _ in livre.textes}
    objet = dossier if livre.contexte == "dossier" else seance_de(dossier, par)
    fait = generer_document(
        par=par, objet=objet, modele=modele(code), textes=textes, format_voulu=FormatGenere.DOCX
    )
    texte = texte_de(contenu(fait.docx))
    assert "{{" not in texte
    assert "{%" not in texte
    assert all(ecrit in texte for ecrit in textes.values())


@SOFFICE
def test_une_convention_sort_en_word_et_en_pdf_avec_ses_trente_seances(dossier, par, settings):
    Reglages.objects.create(pk=1, raison_sociale="Maison Exemple", couleur_principale="#7A1FA2", ville="Rennes")
    debut = datetime(2026, 9, 1, 9, tzinfo=ZoneInfo("Europe/Paris"))
    for jour in range(30):
        fabriques.seance(debut + timedelta(days=jour), dossier, par=par)
    fait = generer_document(par=par, objet=dossier, modele=modele("convention-formation"))
    word, lu = texte_de(contenu(fait.docx)), texte_du_pdf(contenu(fait.pdf))
    for texte in (word, lu):
        assert "Ateliers Duval" in texte
        assert sum(texte.count(f"/{mois:02d}/2026") for mois in (9,)) == 30
    with pikepdf.open(BytesIO(contenu(fait.pdf))) as ouvert:
        assert version_pdf_a(ouvert) == "2B"
        assert balises(ouvert)
        assert polices_non_incorporees(ouvert) == []
        assert len(ouvert.pages) == fait.pdf.derniere.pages
    assert fait.donnees["dossier"]["numero"] == dossier.numero
    assert len(fait.donnees["seances_planning"]) == 30
    assert fait.version == fait.modele.en_vigueur
    assert Entree.objects.filter(acte=Acte.DOCUMENT_GENERE).count() == 1
    assert {d.titre for d in Document.objects.de(dossier)} == {
        "Convention de formation",
        "Convention de formation (Word)",
    }


def test_sans_libreoffice_le_word_sort_et_la_generation_dit_pourquoi(dossier, par, monkeypatch):
    monkeypatch.setattr(pdf, "programme", lambda: None)
    fait = generer_document(par=par, objet=dossier, modele=modele("convocation"), format_voulu=FormatGenere.PDF)
    assert fait.pdf is None
    assert fait.document == fait.docx
    assert "n’est pas installé" in fait.pdf_absent


def test_un_contrat_est_refuse_pour_une_mention_puis_s_imprime(dossier, par):  # CV-01
    contrat = modele("contrat-formation")
    with pytest.raises(Refus, match="les diplômes, titres ou références de l’intervenant"):
        generer_document(par=par, objet=dossier, modele=contrat, format_voulu=FormatGenere.DOCX)
    assert not Document.objects.exists()
    Personne.objects.create(nom="HENRY", prenom="Paul", utilisateur=par, titres="Psychologue du travail")
    fait = generer_document(par=par, objet=dossier, modele=contrat, format_voulu=FormatGenere.DOCX)
    assert "Psychologue du travail" in texte_de(contenu(fait.docx))


@pytest.mark.parametrize(
    "champ", ["contenu", "niveau_requis", "moyens", "suivi_evaluation", "sanction", "conditions_abandon"]
)
def test_chaque_mention_du_contrat_est_exigee(dossier, par, champ):  # CV-01
    Personne.objects.create(nom="HENRY", prenom="Paul", utilisateur=par, titres="Psychologue du travail")
    Prestation.objects.filter(pk=dossier.prestation_id).update(**{champ: " "})
    preparation = preparer(
        par=par, objet=Dossier.objects.pour_page().get(pk=dossier.pk), modele=modele("contrat-formation")
    )
    assert [m.marqueurs for m in preparation.absentes] == [(f"prestation.{champ}",)]
    assert preparation.absentes_ou[0].adresse.endswith(f"/prestations/{dossier.prestation_id}/")


def test_un_contrat_dont_le_modele_oublie_une_mention_est_refuse(dossier, par):  # CV-01
    Personne.objects.create(nom="HENRY", prenom="Paul", utilisateur=par, titres="Psychologue du travail")
    contrat = modele("contrat-formation")
    contrat.en_vigueur.marqueurs.remove("prestation.sanction")
    contrat.en_vigueur.save()
    with pytest.raises(Refus, match="la sanction"):
        generer_document(par=par, objet=dossier, modele=contrat)


def test_un_marqueur_confidentiel_n_atteint_jamais_le_financeur(dossier, par):
    synthese = modele("synthese-bilan")
    ModeleDocument.objects.filter(pk=synthese.pk).update(destinataire="financeur")
    with pytest.raises(Refus, match="« resultats »"):
        generer_document(par=par, objet=dossier, modele=ModeleDocument.objects.get(pk=synthese.pk))
    assert not Generation.objects.exists()


def test_un_texte_exige_se_demande(dossier, par):
    with pytest.raises(Refus, match="Texte du courrier") as refus:
        generer_document(par=par, objet=dossier, modele=modele("courrier-libre"), textes={"objet": "Bonjour"})
    assert refus.value.champ == "texte_corps"


def test_ce_qui_manque_mene_a_son_champ(dossier, par):
    preparation = preparer(par=par, objet=dossier, modele=modele("convocation"))
    manques = {m.code: m.adresse for m in preparation.manques}
    assert manques["seances_programmees"].endswith("/seances/")
    assert manques["structure.telephone"].startswith("/admin/reglages")
    assert "beneficiaire.civilite" not in manques  # le modèle dit « Bonjour » à la place


def test_un_modele_retire_ou_d_une_autre_prestation_ne_se_propose_pas(dossier, par):
    courrier = modele("courrier-libre")
    courrier.prestations.set([fabriques.prestation()])
    with pytest.raises(Refus, match="ne convient pas"):
        preparer(par=par, objet=dossier, modele=courrier)


def test_qui_ne_peut_pas_ecrire_ne_genere_pas(dossier):
    with pytest.raises(AccesRefuse, match="Documents : écriture"):
        generer_document(par=fabriques.utilisateur("consultation"), objet=dossier, modele=modele("convocation"))


def test_un_pdf_impossible_n_empeche_pas_le_word(dossier, par, monkeypatch):
    from jalon.editeur import moteur

    monkeypatch.setattr(moteur, "en_pdfs", lambda documents: [PdfIndisponible("LibreOffice est en panne.")])
    fait = generer_document(par=par, objet=dossier, modele=modele("convocation"))
    assert (fait.pdf, fait.pdf_absent) == (None, "LibreOffice est en panne.")


def test_la_commande_pose_les_modeles_une_fois(capsys):
    call_command("installer_modeles")
    call_command("installer_modeles")
    assert capsys.readouterr().out.endswith("Modèle posé : Courrier libre.\nLes modèles sont déjà là.\n")
