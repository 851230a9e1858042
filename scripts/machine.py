"""Ce que la machine sait faire : lancer un programme, installer un paquet Debian, dire où l'on en est.

Bibliothèque standard seulement : ces scripts tournent avant que quoi que ce soit soit installé.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

DEPOT = Path(__file__).resolve().parents[1]
JOURNAL = DEPOT / ".cache" / "preparation.log"
LIGNES_MONTREES = 15
CONSEIL_RESEAU = "Vérifiez que cette machine atteint ses dépôts de paquets, puis relancez la même commande."


class Echec(Exception):
    """Une préparation impossible : ce qui s'est passé, quoi faire, et les dernières lignes du programme."""

    def __init__(self, phrase: str, conseil: str = "", details: str = ""):
        super().__init__(phrase)
        self.phrase, self.conseil, self.details = phrase, conseil, details

    def texte(self) -> str:
        """Le message du terminal."""
        return "\n".join(partie for partie in (self.details, f"✗ {self.phrase}", self.conseil) if partie)


def empreinte(fichiers: Iterable[Path], *mots: str) -> str:
    """Empreinte du nom et du contenu des fichiers, et des mots ajoutés."""
    somme = hashlib.sha256("\0".join(mots).encode())
    for fichier in sorted(fichiers):
        somme.update(f"{fichier.relative_to(DEPOT)}\0".encode() + fichier.read_bytes())
    return somme.hexdigest()


def _envoyer(processus: subprocess.Popen, envoi: int) -> None:
    """Envoie un signal au processus et à sa descendance ; rien s'il est déjà fini."""
    if processus.poll() is not None:
        return
    try:
        os.killpg(processus.pid, envoi)
    except (ProcessLookupError, PermissionError):
        processus.send_signal(envoi)


def arreter(*processus: subprocess.Popen, delai: float = 8) -> None:
    """Demande l'arrêt à tous, puis l'impose à qui tourne encore après `delai` secondes."""
    fin = time.monotonic() + delai
    for un in processus:
        _envoyer(un, signal.SIGTERM)
    for un in processus:
        try:
            un.wait(max(0, fin - time.monotonic()))
        except subprocess.TimeoutExpired:
            _envoyer(un, signal.SIGKILL)
            un.wait()


def executer(
    commande: list, phrase: str, conseil: str = "", *, suivre: Callable[[str], None] | None = None, **options
) -> None:
    """Lance un programme et attend sa fin ; sa sortie va au journal de préparation.

    `phrase` et `conseil` disent l'échec (lève Echec, avec les dernières lignes) ; `suivre` lit chaque ligne.
    """
    lignes = []
    JOURNAL.parent.mkdir(exist_ok=True)
    options = {"cwd": DEPOT, "start_new_session": True, **options}
    processus = subprocess.Popen(
        [str(mot) for mot in commande],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        **options,
    )
    try:
        with JOURNAL.open("a", encoding="utf-8") as journal:
            for ligne in processus.stdout:
                journal.write(ligne)
                lignes.append(ligne)
                if suivre:
                    suivre(ligne.rstrip("\n"))
        code = processus.wait()
    finally:
        arreter(processus)
    if code:
        raise Echec(phrase, conseil, "".join(lignes[-LIGNES_MONTREES:]).rstrip())


def reussit(commande: list) -> bool:
    """Vrai si le programme existe et finit bien."""
    try:
        return subprocess.run(commande, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False


def _elevation() -> list[str] | None:
    """De quoi devenir administrateur : rien à ajouter, sudo, ou None quand on ne peut pas."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if reussit(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def installer_debian(*paquets: str) -> None:
    """Installe des paquets Debian, en administrateur quand c'est possible ; lève Echec sinon."""
    commande = "apt-get install " + " ".join(paquets)
    phrase = f"Il manque des paquets Debian : {', '.join(paquets)}."
    elevation = _elevation()
    if elevation is None or not shutil.which("apt-get"):
        raise Echec(phrase, f"Installez-les en administrateur (« sudo {commande} »), puis relancez.")
    environnement = [*elevation, "env", "DEBIAN_FRONTEND=noninteractive"]
    installer = [*environnement, "apt-get", "install", "-y", "-q", "--no-install-recommends", *paquets]
    conseil = f"L’installation a échoué. {CONSEIL_RESEAU}"
    detache = elevation != ["sudo"]  # sudo demande le mot de passe au terminal : il doit y rester attaché
    try:
        executer(installer, phrase, conseil, start_new_session=detache)
    except Echec:
        executer([*environnement, "apt-get", "update", "-q"], phrase, conseil, start_new_session=detache)
        executer(installer, phrase, conseil, start_new_session=detache)
