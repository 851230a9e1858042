"""Générer en lot depuis Production : un travail, des refus par dossier, un ZIP ; tué net, rien ne se perd."""

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client

from jalon.documents.models import Document
from jalon.dossiers.listes import LISTE
from jalon.editeur.lots import GENERER, GenererLotForm
from jalon.editeur.models import Generation, ModeleDocument
from jalon.editeur.moteur import pdf
from jalon.editeur.operations.installation import installer_modeles
from jalon.socle.enums import EtatTravail
from jalon.socle.listes.lots import lancer_lot
from jalon.socle.models import Travail
from jalon.socle.travaux.taches import executer_travail
from tests import fabriques
from tests.maison import construire

pytestmark = pytest.mark.lent

DEPOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _magasin_neuf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"


@pytest.fixture
def par(db):
    return fabriques.utilisateur("administrateur")


@pytest.fixture
def sans_pdf(monkeypatch):
    monkeypatch.setattr(pdf, "programme", lambda: None)


def lancer(par, dossiers, **saisie) -> Travail:
    """Lance le lot ; les essais jouent sa tâche de fond aussitôt."""
    donnees = QueryDict(mutable=True)
    donnees.update({"modele": ModeleDocument.objects.get(code="convocation").pk, "format_voulu": "docx", **saisie})
    cles = [dossier.pk for dossier in dossiers]
    travail = lancer_lot(par=par, liste=LISTE, acte=GENERER, cles=cles, saisie=donnees.urlencode())
    travail.refresh_from_db()
    return travail


def preparer_dossiers(par, nombre: int):
    installer_modeles(codes=["convocation"])
    prestation = fabriques.prestation()
    ModeleDocument.objects.get(code="convocation").prestations.set([prestation])
    bons = [fabriques.dossier(par, prestation=prestation) for _ in range(nombre)]
    return bons, fabriques.dossier(par)  # le dernier : d'une prestation que le modèle ne couvre pas


def test_un_lot_fait_les_bons_et_refuse_les_autres_avec_leur_raison(par, sans_pdf):
    bons, mauvais = preparer_dossiers(par, 3)
    travail = lancer(par, [*bons, mauvais], sortie="ranger")
    assert travail.etat == EtatTravail.TERMINE
    assert travail.message == "3 dossiers : fait. 1 refusé."
    assert "ne convient pas" in travail.lignes.exclude(refus="").get().refus
    assert {d.dossier_id for d in Document.objects.all()} == {d.pk for d in bons}
    assert not travail.fichier


def test_un_lot_nomme_chacun_de_ses_deux_refus(par, sans_pdf):
    """Deux dossiers d'une prestation que le modèle ne couvre pas : les autres se font, par groupes."""
    bons, mauvais = preparer_dossiers(par, 4)
    autre = fabriques.dossier(par)
    travail = lancer(par, [mauvais, *bons, autre], sortie="ranger")
    assert travail.message == "4 dossiers : fait. 2 refusés."
    refus = travail.lignes.exclude(refus="")
    assert {ligne.objet_id for ligne in refus} == {mauvais.pk, autre.pk}
    assert all("ne convient pas" in ligne.refus for ligne in refus)


def test_un_zip_reunit_les_fichiers_du_lot(par, sans_pdf):
    bons, _ = preparer_dossiers(par, 2)
    travail = lancer(par, bons, sortie="zip")
    assert travail.nom_fichier == "Convocation.zip"
    with travail.fichier.open("rb") as flux, zipfile.ZipFile(flux) as archive:
        noms = archive.namelist()
    assert len(noms) == 2
    assert all(any(d.numero in nom for nom in noms) for d in bons)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n’est pas sur cette machine")
def test_un_lot_fait_ses_pdf_d_un_seul_appel(par, monkeypatch):
    appels, vrai = [], pdf._convertir
    monkeypatch.setattr(pdf, "_convertir", lambda *a: appels.append(a) or vrai(*a))
    bons, mauvais = preparer_dossiers(par, 2)
    lancer(par, [*bons, mauvais], format_voulu="pdf", sortie="ranger")
    assert len(appels) == 1
    assert all(g.pdf.derniere.pages == 1 and g.docx is None for g in Generation.objects.all())


def test_un_lot_se_fait_toujours_en_tache_de_fond():
    assert GENERER.immediat_max == 0  # LibreOffice prend des secondes : jamais dans la requête


def test_un_lot_interrompu_reprend_sans_refaire(par, sans_pdf):
    bons, _ = preparer_dossiers(par, 2)
    travail = lancer(par, bons, sortie="ranger")
    Travail.objects.filter(pk=travail.pk).update(etat=EtatTravail.EN_ATTENTE)
    executer_travail.call(travail.pk)
    assert Generation.objects.count() == 2


def test_le_lot_ne_propose_que_les_modeles_sans_texte_a_ecrire(par):
    installer_modeles(codes=["convocation", "courrier-libre"])
    proposes = GenererLotForm(None, par).fields["modele"].queryset
    assert [m.code for m in proposes] == ["convocation"]


def test_la_confirmation_s_ouvre_depuis_production(db):
    maison = construire()
    installer_modeles(codes=["convocation"])
    visite = Client()
    visite.force_login(maison.utilisateurs["conseiller"])
    reponse = visite.get(f"/listes/dossiers/lots/generer/?choix={maison.dossier.pk}")
    assert reponse.status_code == 200
    assert "Convocation" in reponse.text


@pytest.mark.lent
def test_kill_9_en_pleine_generation_laisse_un_magasin_verifie(tmp_path):
    """Tué trois fois : jamais une ligne sans fichier, jamais un document sans sa génération."""
    environnement = {
        **{cle: valeur for cle, valeur in os.environ.items() if not cle.startswith(("JALON_", "DATABASE_"))},
        "JALON_DONNEES": str(tmp_path),
        "PYTHONPATH": f"{DEPOT / 'src'}{os.pathsep}{DEPOT}",
        "DJANGO_SETTINGS_MODULE": "jalon.config.settings.dev",
    }
    essai = Path(__file__).with_name("generation_tuee.py")
    verification = DEPOT / "tests" / "documents" / "serveur_tue.py"

    def lancer_script(script: Path, geste: str) -> str:
        commande = [sys.executable, str(script), geste]
        options = {"env": environnement, "cwd": tmp_path, "text": True, "capture_output": True, "check": True}
        return subprocess.run(commande, timeout=180, **options).stdout

    lancer_script(essai, "preparer")
    for pause in (0.1, 0.7, 1.3):
        commande = [sys.executable, str(essai), "generer"]
        generation = subprocess.Popen(commande, env=environnement, stdout=subprocess.PIPE, cwd=tmp_path)
        assert generation.stdout.readline() == b"pret\n"
        time.sleep(pause)
        generation.send_signal(signal.SIGKILL)
        generation.wait()
        generation.stdout.close()
    bilan = lancer_script(verification, "verifier")
    assert "sans fichier" not in bilan
    assert "altéré" not in bilan
    assert "rien à redire" in bilan.splitlines()[-1]
    assert lancer_script(essai, "compter").strip() == "0"
