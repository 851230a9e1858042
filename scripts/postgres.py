"""Un PostgreSQL privé pour les essais : dossier temporaire, prise Unix, aucun port, arrêté à la fin."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from machine import Echec, installer_debian

DELAI = 20  # secondes pour démarrer, et pour s'arrêter
ENV = {"PATH": os.defpath, "LC_ALL": "C"}
SANS_DURABILITE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def _version(binaires: Path) -> float:
    try:
        return float(binaires.parent.name)
    except ValueError:
        return 0


def binaires() -> Path:
    """Dossier des programmes du serveur, le plus récent ; installe le paquet Debian s'il n'y en a pas."""

    def trouver() -> list[Path]:
        return sorted((p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")), key=_version)

    if not trouver():
        installer_debian("postgresql")
    if not (trouves := trouver()):
        raise Echec("Les programmes de PostgreSQL sont introuvables (/usr/lib/postgresql/*/bin).")
    return trouves[-1]


def _options(dossier: Path) -> dict:
    """PostgreSQL refuse root : les programmes tournent alors sous le compte postgres."""
    if os.geteuid() != 0:
        return {"cwd": dossier}
    shutil.chown(dossier, "postgres", "postgres")
    return {"cwd": dossier, "user": "postgres", "group": "postgres", "extra_groups": []}


def _attendre(serveur: subprocess.Popen, prise: Path, journal: Path) -> None:
    fin = time.monotonic() + DELAI
    while serveur.poll() is None and time.monotonic() < fin:
        if prise.exists() and "ready to accept" in journal.read_text(errors="replace"):
            return
        time.sleep(0.05)
    raise Echec("PostgreSQL n’a pas démarré.", details=journal.read_text(errors="replace")[-2000:])


def _initialiser(programmes: Path, dossier: Path, options: dict) -> None:
    commande = [programmes / "initdb", "-D", dossier / "base", "-U", "jalon", "-A", "trust", "--no-sync"]
    commande += ["-E", "UTF8", "--locale=C.UTF-8"]
    resultat = subprocess.run(commande, capture_output=True, text=True, env=ENV, **options)
    if resultat.returncode:
        raise Echec("PostgreSQL n’a pas pu créer sa base.", details=resultat.stderr)


def _lancer(programmes: Path, dossier: Path, options: dict) -> subprocess.Popen:
    commande = [programmes / "postgres", "-D", dossier / "base", "-k", dossier, "-c", "listen_addresses="]
    commande += [mot for reglage in SANS_DURABILITE for mot in ("-c", reglage)]
    with (dossier / "journal").open("w") as sortie:
        return subprocess.Popen(commande, stdout=sortie, stderr=sortie, env=ENV, start_new_session=True, **options)


@contextmanager
def postgresql_prive() -> Iterator[str]:
    """Donne l'adresse DATABASE_URL d'un serveur vide ; le dossier disparaît avec lui. Lève Echec."""
    programmes = binaires()
    dossier = Path(tempfile.mkdtemp(prefix="jalon-pg-"))
    options = _options(dossier)
    serveur = None
    try:
        _initialiser(programmes, dossier, options)
        serveur = _lancer(programmes, dossier, options)
        _attendre(serveur, dossier / ".s.PGSQL.5432", dossier / "journal")
        yield f"postgres://jalon@{quote(str(dossier), safe='')}:5432/jalon"
    finally:
        if serveur:
            _arreter(serveur)
        shutil.rmtree(dossier, ignore_errors=True)


def _arreter(serveur: subprocess.Popen) -> None:
    serveur.send_signal(signal.SIGINT)  # arrêt « fast » : coupe les connexions restées ouvertes
    try:
        serveur.wait(DELAI)
    except subprocess.TimeoutExpired:
        serveur.kill()
        serveur.wait()
