"""Le serveur de production, le temps d'une mesure : gunicorn, deux processus de quatre fils, sur un port libre."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ICI = Path(__file__).resolve().parent
PRODUIT, ETALON = "jalon.config.wsgi", "nue_wsgi"
DELAI = 60  # secondes pour répondre la première fois
CLE = secrets.token_urlsafe(50)  # la même pour le serveur et les sessions que l'on pose


def environnement() -> dict[str, str]:
    chemins = [str(ICI), str(ICI.parent / "src"), os.environ.get("PYTHONPATH", "")]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "reglages",
        "JALON_CLE_SECRETE": os.environ.get("JALON_CLE_SECRETE") or CLE,
        "JALON_HOTES": "localhost",
        "PYTHONPATH": os.pathsep.join(chemins),
    }


class Serveur:
    """Un serveur qui tourne : son port, et la mémoire de ses processus."""

    def __init__(self, processus: subprocess.Popen, port: int) -> None:
        self.processus, self.port = processus, port

    def memoire(self) -> int:
        """La plus grande mémoire qu'un de ses processus a occupée, en octets."""
        enfants = Path(f"/proc/{self.processus.pid}/task/{self.processus.pid}/children").read_text().split()
        return max(_pic(int(enfant)) for enfant in enfants)


def _pic(pid: int) -> int:
    lignes = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(ligne.split()[1]) * 1024 for ligne in lignes if ligne.startswith("VmHWM"))


@contextmanager
def serveur(application: str = PRODUIT) -> Iterator[Serveur]:
    """Démarre, attend la première réponse, arrête à la fin."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    commande = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    commande += ["--workers", "2", "--threads", "4", "--keep-alive", "30", "--log-level", "warning"]
    processus = subprocess.Popen(commande, env=environnement(), cwd=ICI.parent)
    try:
        _attendre(port, processus)
        yield Serveur(processus, port)
    finally:
        processus.terminate()
        processus.wait(30)


def _attendre(port: int, processus: subprocess.Popen) -> None:
    fin = time.monotonic() + DELAI
    while time.monotonic() < fin and processus.poll() is None:
        connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connexion.request("GET", "/", headers={"Host": "localhost"})
            connexion.getresponse()
            return
        except OSError:
            time.sleep(0.2)
        finally:
            connexion.close()
    raise SystemExit("Le serveur n’a pas démarré.")
