"""Un navigateur réduit à ses requêtes : une connexion gardée, des témoins, les formulaires relus et renvoyés."""

import http.client
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

ACCEPTES = {200, 204, 302}


@dataclass(frozen=True)
class Reponse:
    statut: int
    corps: bytes
    ms: float
    premier_octet_ms: float
    requetes: int
    sql_ms: float
    calcul_ms: float
    suite: str = ""

    @property
    def is_bonne(self) -> bool:
        return self.statut in ACCEPTES


class Client:
    """Parle à un serveur local comme derrière un mandataire HTTPS."""

    def __init__(self, port: int, temoins: dict[str, str] | None = None) -> None:
        self.port, self.temoins = port, dict(temoins or {})
        self.connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def lire(self, adresse: str, **entetes: str) -> Reponse:
        return self._demander("GET", adresse, None, entetes)

    def poster(self, adresse: str, champs: list[tuple[str, Any]], **entetes: str) -> Reponse:
        entetes = {"Content-Type": "application/x-www-form-urlencoded", "Referer": "https://localhost/"} | entetes
        return self._demander("POST", adresse, urlencode(champs), entetes)

    def _demander(self, methode: str, adresse: str, corps: str | None, entetes: dict[str, str]) -> Reponse:
        temoins = "; ".join(f"{nom}={valeur}" for nom, valeur in self.temoins.items())
        communs = {"Host": "localhost", "X-Forwarded-Proto": "https", "Cookie": temoins}
        debut = time.perf_counter()
        self.connexion.request(methode, adresse, corps, communs | entetes)
        reponse = self.connexion.getresponse()
        debut_corps = reponse.read(1)
        premier = time.perf_counter()
        lu = debut_corps + reponse.read()
        fin = time.perf_counter()
        for pose in reponse.headers.get_all("Set-Cookie") or ():
            self.temoins |= {nom: morceau.value for nom, morceau in SimpleCookie(pose).items()}
        requetes, sql, calcul = (reponse.getheader("X-Bench") or "0;0;0").split(";")
        return Reponse(
            reponse.status, lu, (fin - debut) * 1000, (premier - debut) * 1000, int(requetes), float(sql),
            float(calcul), reponse.getheader("Location") or "",
        )  # fmt: skip


class _Formulaires(HTMLParser):
    """Les formulaires d'une page et la valeur de chacun de leurs champs."""

    def __init__(self) -> None:
        super().__init__()
        self.formulaires: list[tuple[dict, list[tuple[str, str]]]] = []
        self.champs: list[tuple[str, str]] = []
        self.choix: str = ""
        self.texte: str = ""

    def handle_starttag(self, balise: str, attributs: list) -> None:
        a = {nom: valeur or "" for nom, valeur in attributs}
        if balise == "form":
            self.champs = []
            self.formulaires.append((a, self.champs))
        elif balise == "input" and a.get("name") and "disabled" not in a:
            cochable = a.get("type") in ("checkbox", "radio")
            if (not cochable or "checked" in a) and a.get("type") not in ("submit", "file"):
                self.champs.append((a["name"], a.get("value", "on" if cochable else "")))
        elif balise == "select":
            self.choix = a.get("name", "")
        elif balise == "option" and "selected" in a and self.choix:
            self.champs.append((self.choix, a.get("value", "")))
        elif balise == "textarea":
            self.texte = a.get("name", "")
            self.champs.append((self.texte, ""))

    def handle_data(self, donnees: str) -> None:
        if self.texte and self.champs:
            nom, valeur = self.champs[-1]
            self.champs[-1] = (nom, valeur + donnees)

    def handle_endtag(self, balise: str) -> None:
        if balise == "textarea":
            self.texte = ""
        elif balise == "select":
            self.choix = ""


def formulaire(page: bytes, fin_action: str) -> dict[str, list[str]]:
    """Les champs du formulaire POST dont l'action finit ainsi (ou n'en dit aucune). Lève `LookupError`."""
    lecteur = _Formulaires()
    lecteur.feed(page.decode())
    for attributs, champs in lecteur.formulaires:
        action = attributs.get("action") or attributs.get("hx-post") or fin_action
        if attributs.get("method", "").lower() == "post" and action.split("?")[0].endswith(fin_action):
            par_nom: dict[str, list[str]] = {}
            for nom, valeur in champs:
                par_nom.setdefault(nom, []).append(valeur)
            return par_nom
    raise LookupError(f"Aucun formulaire vers {fin_action}")


def aplatir(champs: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(nom, valeur) for nom, valeurs in champs.items() for valeur in valeurs]
