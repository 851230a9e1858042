"""`jalon verifier documents` : ni trou ni orphelin, même après un arrêt brutal en plein envoi."""

import os
import signal
import subprocess
import sys
import time
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from jalon.documents.models import VersionDocument
from jalon.documents.operations import retirer_orphelins
from jalon.documents.stockage import MagasinLocal

from . import fichiers
from .test_operations import ajouter

DEPOT = Path(__file__).resolve().parents[2]


def verifier(*options: str) -> tuple[int, str]:
    sortie = StringIO()
    try:
        call_command("verifier", "documents", *options, stdout=sortie)
    except SystemExit as fin:
        return fin.code, sortie.getvalue()
    return 0, sortie.getvalue()


def vieillir(place: MagasinLocal) -> None:
    """Deux heures de plus pour tous les fichiers du magasin."""
    for chemin in place.racine.rglob("*"):
        if chemin.is_file():
            os.utime(chemin, (time.time() - 7200,) * 2)


@pytest.mark.deux_moteurs
def test_rien_a_redire_quand_tout_y_est(maison, place):
    ajouter(maison)
    vieillir(place)
    assert verifier() == (0, "Documents et fichiers : rien à redire.\n")


@pytest.mark.deux_moteurs
def test_un_orphelin_se_dit_et_se_repare(maison, place):
    """La coupure tombe entre le fichier et la ligne."""
    document = ajouter(maison)
    orphelin = fichiers.examen(b"sans ligne")
    place.deposer(orphelin.flux, orphelin.empreinte)
    assert verifier()[0] == 0, "tout jeune, il attend peut-être sa ligne"
    vieillir(place)
    code, dit = verifier()
    assert code == 1
    assert "fichier sans document" in dit
    assert verifier("--reparer")[0] == 0
    assert place.taille(orphelin.empreinte) is None
    assert place.taille(document.derniere.empreinte)


def test_un_trou_et_un_contenu_altere_se_disent_sans_rien_effacer(maison, place):
    trou, altere = ajouter(maison), ajouter(maison, b"autre")
    place.supprimer(trou.derniere.empreinte)
    chemin = next(place.racine.glob(f"??/??/{altere.derniere.empreinte}"))
    chemin.write_bytes(b"Autre")
    code, dit = verifier("--reparer")
    assert code == 1
    assert "document sans fichier" in dit
    assert "contenu altéré" in dit
    assert chemin.exists()
    assert VersionDocument.objects.count() == 2


def test_un_fichier_redepose_pendant_le_menage_est_garde(maison, place):
    orphelin = fichiers.examen(b"Bonjour")
    place.deposer(orphelin.flux, orphelin.empreinte)
    vieillir(place)
    document = ajouter(maison)
    retirer_orphelins()
    assert place.taille(document.derniere.empreinte)


@pytest.mark.lent
def test_kill_9_pendant_un_envoi_laisse_un_magasin_verifie(tmp_path):
    """Tué trois fois en plein envoi : au pire des orphelins, jamais un trou ; puis tout est propre."""
    essai = Path(__file__).with_name("serveur_tue.py")
    environnement = {
        **{cle: valeur for cle, valeur in os.environ.items() if not cle.startswith(("JALON_", "DATABASE_"))},
        "JALON_DONNEES": str(tmp_path),
        "PYTHONPATH": f"{DEPOT / 'src'}{os.pathsep}{DEPOT}",
        "DJANGO_SETTINGS_MODULE": "jalon.config.settings.dev",
    }

    def lancer(geste: str, **options):
        return subprocess.run(
            [sys.executable, str(essai), geste],
            env=environnement,
            cwd=tmp_path,
            text=True,
            capture_output=True,
            timeout=90,
            check=True,
            **options,
        ).stdout

    lancer("preparer")
    for pause in (0.02, 0.2, 0.6):
        envoi = subprocess.Popen(
            [sys.executable, str(essai), "envoyer"], env=environnement, stdout=subprocess.PIPE
        )
        assert envoi.stdout.readline() == b"pret\n"
        time.sleep(pause)
        envoi.send_signal(signal.SIGKILL)
        envoi.wait()
        envoi.stdout.close()
    bilan = lancer("verifier")
    assert "sans fichier" not in bilan
    assert "altéré" not in bilan
    assert "rien à redire" in bilan.splitlines()[-1]


def test_le_menage_vide_aussi_les_depots_interrompus(maison, place):
    place.deposer(BytesIO(b"x"), fichiers.examen(b"x").empreinte)
    (place.racine / "transit" / "reste").write_bytes(b"moit")
    vieillir(place)
    assert retirer_orphelins() == 2
    assert not list((place.racine / "transit").iterdir())
