"""Refait les images de la documentation : une démonstration neuve, un navigateur, docs/images/*.png.

Les données sont posées dans un dossier temporaire, effacé à la fin ; le port est libre, pris au hasard.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from essais import chromium
from machine import DEPOT, Echec, arreter
from preparation import PYTHON, bureautique, environnement_python, fichiers_tiers

HOTE = "127.0.0.1"
JOURNAL = DEPOT / ".cache" / "captures.log"
DELAI = 180  # secondes : préparation comprise
PRET = b'type="password"'
ECHEC = "\n✗ "  # la démonstration garde sa page d'échec ouverte : son journal le dit


def port_libre() -> int:
    """Un port que personne n'écoute."""
    with socket.create_server((HOTE, 0)) as prise:
        return prise.getsockname()[1]


def _connexion_prete(port: int) -> bool:
    """Vrai quand la page de connexion du produit répond, et non plus la page d'attente."""
    connexion = http.client.HTTPConnection(HOTE, port, timeout=5)
    try:
        connexion.request("GET", "/connexion/")
        reponse = connexion.getresponse()
        return reponse.status == 200 and PRET in reponse.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connexion.close()


def _attendre(processus: subprocess.Popen, port: int) -> None:
    fin = time.monotonic() + DELAI
    while processus.poll() is None and time.monotonic() < fin and ECHEC not in JOURNAL.read_text(encoding="utf-8"):
        if _connexion_prete(port):
            return
        time.sleep(0.3)
    raise Echec("La démonstration n’a pas démarré.", f"Journal : {JOURNAL.relative_to(DEPOT)}")


def _lancer(commande: list[str], env: dict) -> subprocess.Popen:
    JOURNAL.parent.mkdir(exist_ok=True)
    with JOURNAL.open("w", encoding="utf-8") as sortie:
        muet = {"stdin": subprocess.DEVNULL, "stdout": sortie, "stderr": sortie}
        return subprocess.Popen(commande, cwd=DEPOT, env=env, start_new_session=True, **muet)


@contextmanager
def demonstration() -> Iterator[str]:
    """Donne l'adresse d'une démonstration neuve, arrêtée et effacée à la fin. Lève Echec."""
    port = port_libre()
    with tempfile.TemporaryDirectory(prefix="jalon-captures-") as donnees:
        env = {nom: valeur for nom, valeur in os.environ.items() if nom != "DATABASE_URL"}
        env |= {"PORT": str(port), "HOTE": HOTE, "DONNEES": donnees}
        commande = [sys.executable, str(DEPOT / "scripts" / "demo.py")]
        processus = _lancer(commande, env)
        try:
            _attendre(processus, port)
            yield f"http://{HOTE}:{port}"
        finally:
            arreter(processus, delai=20)


def visiter() -> int:
    """Joue la visite du README, qui photographie en chemin ; rend le code de sortie de pytest."""
    commande = [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "tests/parcours/test_visite.py",
        "--photos",
        DEPOT / "docs" / "images",
    ]
    propre = {nom: valeur for nom, valeur in os.environ.items() if nom != "DJANGO_SETTINGS_MODULE"}
    return subprocess.call(commande, cwd=DEPOT, env=propre)


def prendre() -> int:
    """Prépare la machine, lance la démonstration, prend les vues ; rend le code de sortie."""
    environnement_python("test")
    fichiers_tiers()
    chromium()
    bureautique()
    if code := visiter():
        return code
    with demonstration() as adresse:
        return subprocess.call([PYTHON, DEPOT / "scripts" / "prises_de_vue.py", adresse], cwd=DEPOT)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return prendre()
    except Echec as echec:
        print(echec.texte(), file=sys.stderr)
    except KeyboardInterrupt:
        print("\nArrêté.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
