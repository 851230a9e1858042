"""Les contrôles de qualité : chacun est une commande, deux tournent à la fois."""

import os
import secrets
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from machine import DEPOT
from preparation import PYTHON, VENV

BIN = VENV / "bin"
SEVERE = ("--fail-level", "WARNING")
TEST = {"DJANGO_SETTINGS_MODULE": "jalon.config.settings.test"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "jalon.config.settings.production",
    "JALON_CLE_SECRETE": secrets.token_urlsafe(64),
    "JALON_HOTES": "jalon.example.org",
}


@dataclass(frozen=True)
class Controle:
    """Un contrôle : son nom, sa commande, ce qu'il ajoute à l'environnement."""

    nom: str
    commande: tuple
    env: dict


def controles() -> list[Controle]:
    """La liste, dans l'ordre où elle s'affiche."""
    gabarits = sorted(str(chemin) for chemin in (DEPOT / "src" / "jalon").rglob("*.html"))
    jalon = (PYTHON, "-m", "jalon")
    return [
        Controle("ruff : fautes", (BIN / "ruff", "check", "."), {}),
        Controle("ruff : mise en forme", (BIN / "ruff", "format", "--check", "."), {}),
        Controle("djade : mise en forme des gabarits", (BIN / "djade", "--check", *gabarits), {}),
        Controle("djlint : fautes des gabarits", (BIN / "djlint", "src/jalon", "--lint", "--quiet"), {}),
        Controle("import-linter : sens des imports", (BIN / "lint-imports", "--no-logo"), {}),
        Controle("migrations : rien d’oublié", (*jalon, "makemigrations", "--check", "--dry-run"), TEST),
        Controle("réglages de production", (*jalon, "check", "--deploy", *SEVERE), PRODUCTION),
    ]


def _passer(controle: Controle) -> tuple[Controle, float, subprocess.CompletedProcess]:
    debut = time.monotonic()
    commande = [str(mot) for mot in controle.commande]
    env = {**os.environ, **controle.env}
    resultat = subprocess.run(
        commande, cwd=DEPOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    return controle, time.monotonic() - debut, resultat


def passer_tout() -> tuple[int, int]:
    """Passe tous les contrôles et montre ce qu'ils disent ; rend (réussis, échoués)."""
    echoues = 0
    liste = controles()
    with ThreadPoolExecutor(2) as executeur:
        for controle, duree, resultat in executeur.map(_passer, liste):
            echec = resultat.returncode != 0
            echoues += echec
            print(f"{'✗' if echec else '✓'} {controle.nom} ({duree:.1f} s)", flush=True)
            if echec:
                print((resultat.stdout + resultat.stderr).rstrip(), flush=True)
    return len(liste) - echoues, echoues
