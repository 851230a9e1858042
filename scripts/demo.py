"""Lance la démonstration : répond tout de suite, prépare ce qui manque, sert, arrête tout ensemble.

Variables : PORT (8000), DONNEES (./donnees), HOTE (127.0.0.1 ; les comptes d'essai sont publics),
DATABASE_URL (PostgreSQL au lieu de la base embarquée).
"""

import ctypes
import errno
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from attente import Avancement, PageAttente
from machine import DEPOT, JOURNAL, Echec, arreter, executer
from preparation import PYTHON, STATIQUES, bureautique, environnement_python, fichiers_servis, fichiers_tiers

COMPTES = ("administrateur", "responsable", "gestionnaire", "conseiller", "consultation")
ETAPES = (
    "Installation des paquets Python",
    "Installation des fichiers de l’interface",
    "Installation de ce qui produit les PDF",
    "Assemblage des fichiers de l’interface",
    "Mise à jour de la base de données",
    "Écriture des données de démonstration",
    "Démarrage du serveur",
)
RAISONS = {
    errno.EADDRINUSE: "un autre programme l’occupe déjà",
    errno.EACCES: "il est réservé à l’administrateur",
    errno.EADDRNOTAVAIL: "cette machine n’a pas cette adresse",
}


class Arret(BaseException):
    """Ctrl-C ou SIGTERM : on arrête tout, proprement."""


def _sur_signal(*_) -> None:
    raise Arret


def _lire_port() -> int:
    texte = os.environ.get("PORT") or "8000"
    if not texte.isdecimal() or not 0 < int(texte) < 65536:
        raise Echec(f"PORT={texte} n’est pas un port : un nombre de 1 à 65535.")
    return int(texte)


def ouvrir_prise(hote: str, port: int) -> socket.socket:
    """Ouvre l'adresse ; lève Echec quand elle est prise ou interdite."""
    famille = socket.AF_INET6 if ":" in hote else socket.AF_INET
    prise = socket.socket(famille, socket.SOCK_STREAM)
    prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        prise.bind((hote, port))
    except OSError as erreur:
        raison = RAISONS.get(erreur.errno, erreur.strerror)
        conseil = f"Choisissez-en un autre : make demo PORT={8001 if port == 8000 else 8000}"
        raise Echec(f"Le port {port} ne peut pas être ouvert : {raison}.", conseil) from erreur
    prise.listen(128)
    return prise


def reserver_donnees(dossier: Path):
    """Crée le dossier de données et le réserve à cette démonstration ; rend le verrou à garder ouvert."""
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        verrou = (dossier / ".demonstration").open("w")
    except OSError as erreur:
        raise Echec(f"Le dossier de données {dossier} n’est pas utilisable ({erreur.strerror}).") from erreur
    try:
        fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as erreur:
        phrase = f"Une autre démonstration utilise déjà le dossier {dossier}."
        raise Echec(phrase, "Arrêtez-la, ou choisissez un autre dossier : make demo DONNEES=…") from erreur
    return verrou


def environnement(donnees: Path) -> dict:
    """L'environnement des processus du produit."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "jalon.config.settings.demonstration",
        "JALON_DONNEES": str(donnees),
        "JALON_STATIQUES": str(STATIQUES),
        "PYTHONUNBUFFERED": "1",
    }


def installer_bureautique() -> None:
    """LibreOffice quand la machine le permet ; sans lui les documents sortent en .docx, et la page le dit."""
    try:
        bureautique()
    except Echec as echec:
        print(f"  Sans PDF : {echec.phrase} {echec.conseil}", flush=True)


def preparer(avancement: Avancement, env: dict) -> None:
    """Enchaîne les étapes ; chacune s'annonce sur la page et dans le terminal."""

    def annoncer(titre: str) -> None:
        if titre != avancement.actuelle:
            avancement.actuelle = titre
            print(f"  {titre}…", flush=True)

    def suivre(ligne: str) -> None:
        if ligne.startswith("» "):
            annoncer(ligne[2:])

    annoncer(ETAPES[0])
    environnement_python()
    annoncer(ETAPES[1])
    fichiers_tiers()
    annoncer(ETAPES[2])
    installer_bureautique()
    annoncer(ETAPES[3])
    fichiers_servis(env)
    annoncer(ETAPES[4])
    commande = [PYTHON, DEPOT / "scripts" / "base_demonstration.py"]
    executer(commande, "La base de démonstration n’a pas pu être préparée.", env=env, suivre=suivre)
    annoncer(ETAPES[6])


def _mourir_avec_le_parent() -> None:
    """Si le lanceur est tué sans pouvoir réagir, le noyau arrête ses enfants (PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def lancer(commande: list, env: dict, **options) -> subprocess.Popen:
    mots = [str(mot) for mot in commande]
    return subprocess.Popen(
        mots,
        cwd=DEPOT,
        env=env,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_mourir_avec_le_parent,
        **options,
    )


def lancer_serveur(prise: socket.socket, env: dict) -> subprocess.Popen:
    commande = [PYTHON, "-m", "gunicorn", "jalon.config.wsgi", "--bind", f"fd://{prise.fileno()}"]
    commande += ["--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--log-level", "warning"]
    return lancer(commande, env, pass_fds=[prise.fileno()])


def lancer_taches(env: dict) -> subprocess.Popen:
    return lancer([PYTHON, "-m", "jalon", "db_worker", "--no-startup-delay"], env)


def surveiller(processus: dict, jusqu_a=lambda: False) -> None:
    """Attend que `jusqu_a` soit vrai ; lève Echec dès qu'un des processus s'arrête."""
    while not jusqu_a():
        for nom, enfant in processus.items():
            if enfant.poll() is not None:
                raise Echec(f"{nom} s’est arrêté (code {enfant.returncode}) : tout s’arrête.")
        time.sleep(0.2)


def _repond(hote: str, port: int) -> bool:
    connexion = http.client.HTTPConnection(hote, port, timeout=5)
    try:
        connexion.request("GET", "/")
        return bool(connexion.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connexion.close()


def accueillir(adresse: str, debut: float) -> None:
    """Le mode d'emploi du terminal."""
    print(f"\n  Jalon est prêt en {time.monotonic() - debut:.0f} s : {adresse}\n")
    print("  Comptes d’essai, mot de passe « demonstration » :")
    for compte in COMPTES:
        print(f"    {compte}@demo.example.org")
    print("\n  Ctrl-C pour arrêter.\n", flush=True)


def servir(prise: socket.socket, page: PageAttente, env: dict, adresse: str, debut: float) -> None:
    """Passe la prise au serveur, lance les tâches, et veille jusqu'à l'arrêt."""
    page.quitter()
    processus = {}
    try:
        processus["Le serveur"] = lancer_serveur(prise, env)
        processus["Le processus des tâches"] = lancer_taches(env)
        hote, port = prise.getsockname()[:2]
        surveiller(processus, lambda: _repond(hote, port))
        accueillir(adresse, debut)
        surveiller(processus)
    finally:
        for signaux in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signaux, signal.SIG_IGN)
        arreter(*processus.values())


def montrer_echec(echec: Echec, avancement: Avancement) -> None:
    """Garde la page d'échec à l'écran jusqu'à Ctrl-C : c'est là que la personne regarde."""
    avancement.echec = echec
    print(f"\n{echec.texte()}\nJournal complet : {JOURNAL.relative_to(DEPOT)}", file=sys.stderr)
    print("Ctrl-C pour arrêter.", file=sys.stderr, flush=True)
    try:
        signal.pause()
    except Arret:
        print("\nArrêté.")


def demonstration() -> int:
    """Le déroulé entier ; rend le code de sortie. Lève Arret sur Ctrl-C, Echec avant que la page existe."""
    debut = time.monotonic()
    hote, port = os.environ.get("HOTE") or "127.0.0.1", _lire_port()
    donnees = Path(os.environ.get("DONNEES") or DEPOT / "donnees").expanduser().resolve()
    prise = ouvrir_prise(hote, port)
    verrou = reserver_donnees(donnees)
    adresse = f"http://{'localhost' if hote in ('127.0.0.1', '0.0.0.0', '::') else hote}:{port}/"  # noqa: S104
    avancement = Avancement(ETAPES)
    page = PageAttente(prise, avancement)
    page.ouvrir()
    print(f"Préparation de Jalon : {adresse} répond déjà.", flush=True)
    JOURNAL.unlink(missing_ok=True)
    env = environnement(donnees)
    try:
        preparer(avancement, env)
    except Echec as echec:
        montrer_echec(echec, avancement)
        return 1
    try:
        servir(prise, page, env, adresse, debut)
    finally:
        verrou.close()
    return 0


def main() -> int:
    for signaux in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signaux, _sur_signal)
    try:
        return demonstration()
    except Echec as echec:
        print(echec.texte(), file=sys.stderr)
        return 1
    except Arret:
        print("\nArrêté.", flush=True)
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
