"""La page « préparation… » : répond dès que l'adresse est ouverte, jusqu'au relais du produit."""

import socket
import threading
from collections.abc import Sequence
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template

from machine import Echec

ICI = Path(__file__).parent
PAGE = Template((ICI / "page.html").read_text(encoding="utf-8"))
STYLE = (ICI / "attente.css").read_bytes()
SECONDES = 2  # entre deux rafraîchissements
ENTETES = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Retry-After": str(SECONDES),
}


class Avancement:
    """Où en est la préparation : les titres des étapes, celle en cours, l'échec s'il y en a un."""

    def __init__(self, titres: Sequence[str]):
        self.titres, self.actuelle, self.echec = list(titres), "", None

    def html(self) -> bytes:
        """La page entière, pour l'état présent."""
        return (self._page_echec(self.echec) if self.echec else self._page_etapes()).encode()

    def _page_etapes(self) -> str:
        rang = self.titres.index(self.actuelle) if self.actuelle in self.titres else 0
        genres = ["fait"] * rang + ["actuel"] + [""] * len(self.titres)
        lignes = [f'<li class="{g}">{escape(t)}</li>' for g, t in zip(genres, self.titres, strict=False)]
        return PAGE.substitute(
            titre="Préparation…",
            message="Jalon s’installe. Cette page se rafraîchit seule ; la connexion apparaîtra ici.",
            genre="attente",
            suite=f"<ol>{''.join(lignes)}</ol>",
            rafraichir=f'<meta http-equiv="refresh" content="{SECONDES}">',
        )

    def _page_echec(self, echec: Echec) -> str:
        conseil = f'<p class="conseil">{escape(echec.conseil)}</p>' if echec.conseil else ""
        details = f"<pre>{escape(echec.details)}</pre>" if echec.details else ""
        return PAGE.substitute(
            titre="La préparation s’est arrêtée",
            message=escape(echec.phrase),
            genre="echec",
            suite=conseil + details,
            rafraichir="",
        )


class Guichet(BaseHTTPRequestHandler):
    """Répond 503 à toute adresse tant que le produit n'est pas prêt, et sert la feuille de style."""

    avancement: Avancement

    def do_GET(self) -> None:
        if self.path == "/attente.css":
            self._repondre(200, "text/css; charset=utf-8", STYLE)
        else:
            self._repondre(503, "text/html; charset=utf-8", self.avancement.html())

    do_HEAD = do_POST = do_PUT = do_DELETE = do_GET

    def _repondre(self, code: int, genre: str, corps: bytes) -> None:
        self.send_response(code)
        for nom, valeur in {**ENTETES, "Content-Type": genre, "Content-Length": str(len(corps))}.items():
            self.send_header(nom, valeur)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(corps)

    def log_message(self, *_) -> None:
        """La page d'attente ne bavarde pas dans le terminal."""


class PageAttente:
    """Sert la page sur une prise déjà ouverte, sans jamais la fermer : le produit la reprend telle quelle."""

    def __init__(self, prise: socket.socket, avancement: Avancement):
        guichet = type("GuichetPret", (Guichet,), {"avancement": avancement})
        self.serveur = ThreadingHTTPServer(prise.getsockname(), guichet, bind_and_activate=False)
        self.serveur.socket.close()
        self.serveur.socket = prise
        self.fil = threading.Thread(target=self.serveur.serve_forever, args=(0.1,), daemon=True)

    def ouvrir(self) -> None:
        self.fil.start()

    def quitter(self) -> None:
        """Rend la prise ; les demandes qui arrivent ensuite attendent le produit."""
        self.serveur.shutdown()
        self.fil.join()
