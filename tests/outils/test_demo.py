"""Le lanceur de la démonstration : il répond tout de suite, passe sa prise sans la lâcher, s'arrête proprement.

La préparation et le produit sont remplacés par des doubles : seul le lanceur est essayé.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
DELAI = 15  # secondes

# Un faux produit : sert la prise reçue, répond « produit » ; une fausse préparation d'une seconde.
DOUBLE = """
import sys, time
sys.path.insert(0, {scripts!r})
import demo
from machine import Echec

SERVEUR = '''
import http.server, socket, sys
class G(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"produit")
    def log_message(self, *a): pass
s = http.server.HTTPServer(("127.0.0.1", 0), G, bind_and_activate=False)
s.socket = socket.socket(fileno=int(sys.argv[1])); s.serve_forever()
'''

def preparer(avancement, env):
    avancement.actuelle = demo.ETAPES[1]
    time.sleep(1)
    if {echec!r}:
        raise Echec("Le paquet <x> manque.", "Relancez.", "ligne de journal")

demo.preparer = preparer
demo.lancer_serveur = lambda prise, env: demo.lancer(
    [sys.executable, "-c", SERVEUR, prise.fileno()], env, pass_fds=[prise.fileno()])
demo.lancer_taches = lambda env: demo.lancer([sys.executable, "-c", "import time; time.sleep({duree})"], env)
raise SystemExit(demo.main())
"""


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


def lire(port: int, chemin: str = "/") -> tuple[int, str]:
    connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=DELAI)
    connexion.request("GET", chemin)
    reponse = connexion.getresponse()
    return reponse.status, reponse.read().decode()


def attendre(condition, message: str):
    fin = time.monotonic() + DELAI
    while time.monotonic() < fin:
        try:
            if resultat := condition():
                return resultat
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError(message)


@pytest.fixture
def lancer(tmp_path):
    """`lancer(echec=False, duree=60)` rend (processus, port) ; tout est arrêté à la fin de l'essai."""
    lances = []

    def _lancer(*, echec: bool = False, duree: float = 60, port: int | None = None, donnees="donnees"):
        port = port or port_libre()
        env = {**os.environ, "PORT": str(port), "DONNEES": str(tmp_path / donnees), "HOTE": ""}
        code = DOUBLE.format(scripts=str(SCRIPTS), echec=echec, duree=duree)
        processus = subprocess.Popen(
            [sys.executable, "-c", code],
            env=env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        lances.append(processus)
        return processus, port

    yield _lancer
    for processus in lances:
        processus.kill()
        processus.communicate()


def attendre_produit(port: int) -> None:
    attendre(lambda: "produit" in lire(port)[1], "le produit n'a jamais répondu")


def test_la_page_repond_pendant_la_preparation_et_cede_sa_place_sans_coupure(lancer):
    _, port = lancer()
    code, html = attendre(lambda: lire(port), "rien ne répond")
    assert code == 503
    assert "Préparation…" in html
    assert "password" not in html
    assert lire(port, "/attente.css")[0] == 200
    reponses = []
    while "produit" not in (reponses or [""])[-1]:
        reponses.append(lire(port)[1])  # une connexion refusée lèverait ici
        time.sleep(0.02)
    assert "Préparation…" in reponses[0]


@pytest.mark.parametrize("envoi", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_arrete_tout_et_rend_zero(lancer, envoi):
    processus, port = lancer()
    attendre_produit(port)
    processus.send_signal(envoi)
    assert processus.wait(DELAI) == 0
    assert "Arrêté." in processus.stdout.read()
    with pytest.raises(ConnectionRefusedError):
        lire(port)


def test_ctrl_c_pendant_la_preparation_arrete_aussi(lancer):
    processus, port = lancer()
    attendre(lambda: lire(port), "rien ne répond")
    processus.send_signal(signal.SIGINT)
    assert processus.wait(DELAI) == 0


@pytest.mark.lent
def test_si_les_taches_meurent_tout_s_arrete_et_le_dit(lancer):
    processus, port = lancer(duree=0.5)
    sortie, _ = processus.communicate(timeout=DELAI)
    assert processus.returncode == 1
    assert "Le processus des tâches s’est arrêté" in sortie
    with pytest.raises(ConnectionRefusedError):
        lire(port)


@pytest.mark.lent
def test_un_echec_se_lit_sur_la_page_et_dans_le_terminal(lancer):
    processus, port = lancer(echec=True)
    html = attendre(lambda: "s’est arrêtée" in (page := lire(port)[1]) and page, "pas de page d'échec")
    assert "Le paquet &lt;x&gt; manque." in html
    assert "Relancez." in html
    assert "ligne de journal" in html
    processus.send_signal(signal.SIGINT)
    sortie, _ = processus.communicate(timeout=DELAI)
    assert processus.returncode == 1
    assert "✗ Le paquet <x> manque.\nRelancez." in sortie


def test_un_port_pris_le_dit(lancer):
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        processus, _ = lancer(port=prise.getsockname()[1])
        sortie, _ = processus.communicate(timeout=DELAI)
    assert processus.returncode == 1
    assert "un autre programme l’occupe déjà" in sortie
    assert "make demo PORT=8000" in sortie


def test_deux_demonstrations_ne_partagent_pas_un_dossier(lancer):
    _, port = lancer()
    attendre(lambda: lire(port), "rien ne répond")
    processus, _ = lancer()
    sortie, _ = processus.communicate(timeout=DELAI)
    assert processus.returncode == 1
    assert "Une autre démonstration utilise déjà le dossier" in sortie
