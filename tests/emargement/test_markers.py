"""Le certificat de réalisation : dates et heures d'après les signatures ; à défaut, les validées, en le disant."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document as DocumentWord

from jalon.documents.queries import contenu_de
from jalon.dossiers.models import Dossier
from jalon.editeur.contexte import contexte_de
from jalon.editeur.models import ModeleDocument
from jalon.editeur.operations.generation import generer_document
from jalon.editeur.operations.installation import installer_modeles
from jalon.emargement.operations import enregistrer_papier
from jalon.emargement.queries import attendus
from jalon.emargement.rules.heures import SourceHeures, minutes_certifiees, source_des_heures
from jalon.planning.operations import valider_seance
from tests import fabriques
from tests.emargement.seances import en_cours


@pytest.fixture(autouse=True)
def _magasin_neuf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"


@pytest.fixture
def paul(db):
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


@pytest.fixture
def dossier(paul):
    return fabriques.dossier(paul)


def tenir(dossier, paul, agenda, jours: int, *, is_signee: bool = True, **champs):
    """Une matinée de quatre heures, il y a tant de jours, validée, signée sur papier ou non."""
    matin = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=jours)
    seance = en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin, minutes=240, **champs)
    if is_signee:
        enregistrer_papier(par=paul, seance=seance, cles=[attendus(seance)[0].cle])
    seance.refresh_from_db()
    return valider_seance(par=paul, seance=seance, version=seance.version)


def realisation(dossier) -> dict:
    lues = contexte_de(dossier, contexte="dossier", destinataire="financeur")
    lues = lues["realisation"] | {"seances": lues["seances_certifiees"]}
    return json.loads(json.dumps(lues, ensure_ascii=False).replace("\xa0", " "))


def certificat(dossier, par) -> str:
    installer_modeles(codes=["certificat-realisation"])
    modele = ModeleDocument.objects.get(code="certificat-realisation")
    complet = Dossier.objects.pour_page().get(pk=dossier.pk)
    fait = generer_document(par=par, objet=complet, modele=modele, format_voulu="docx")
    lu = DocumentWord(BytesIO(contenu_de(fait.docx.derniere)))
    cellules = [c.text for table in lu.tables for rangee in table.rows for c in rangee.cells]
    return "\n".join([p.text for p in lu.paragraphs] + cellules).replace("\xa0", " ")


def test_le_certificat_ne_compte_que_les_heures_signees(dossier, paul, agenda):  # EM-05
    premiere = tenir(dossier, paul, agenda, 9)
    tenir(dossier, paul, agenda, 6, is_signee=False)
    tenir(dossier, paul, agenda, 3)
    lu = realisation(dossier)
    assert (lu["heures"], lu["heures_signees"], lu["heures_validees"]) == ("8 h", "8 h", "12 h")
    assert lu["source"] == "les signatures du bénéficiaire"
    assert lu["date_debut"] == f"{premiere.jour:%d/%m/%Y}"
    assert [ligne["duree_signee"] for ligne in lu["seances"]] == ["4 h", "4 h"]
    texte = certificat(dossier, paul)
    assert "les signatures du bénéficiaire" in texte
    assert "8 h" in texte
    assert "Aucune séance n’a été signée" not in texte


def test_sans_signature_le_certificat_compte_les_validees_et_le_dit(dossier, paul, agenda):  # EM-05
    tenir(dossier, paul, agenda, 9, is_signee=False)
    assert realisation(dossier)["heures"] == "4 h"
    texte = certificat(dossier, paul)
    assert "faute de signature" in texte
    assert "Aucune séance n’a été signée par le bénéficiaire" in texte


def test_ce_qui_ne_s_emarge_pas_s_imprime_a_part(dossier, paul, agenda):
    tenir(dossier, paul, agenda, 9)
    seul = fabriques.action("Travail personnel", is_emargee_beneficiaire=False)
    autonomie = tenir(dossier, paul, agenda, 2, is_signee=False, action=seul, motif_conflit="x")
    lu = realisation(dossier)
    assert (lu["heures"], lu["heures_sans_emargement"]) == ("8 h", "4 h")
    assert lu["date_fin"] == f"{autonomie.jour:%d/%m/%Y}"
    dit = "Dont 4 h signées par le bénéficiaire et 4 h d’activités qui ne s’émargent pas"
    assert dit in certificat(dossier, paul)


def test_sans_rien_de_realise_tout_est_vide(dossier):
    assert set(map(str, realisation(dossier).values())) == {"", "[]"}


def test_jamais_les_heures_qui_attendent_une_signature():
    assert minutes_certifiees(240, 60, 600) == 300
    assert minutes_certifiees(0, 60, 600) == 600
    assert source_des_heures(0, 0, 0) == SourceHeures.AUCUNE
