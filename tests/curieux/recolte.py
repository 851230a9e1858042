"""Ce que les pages proposent : formulaires, cibles d'htmx, paramètres des liens. Le fuzz part de là."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urlsplit

FICHIERS = "/statique/"
VERBES = {"hx-get": "get", "hx-post": "post", "hx-put": "put", "hx-delete": "delete", "hx-patch": "patch"}


@dataclass
class Envoi:
    """Un envoi possible : où, comment, les valeurs proposées de chaque champ, les champs de fichier."""

    methode: str
    adresse: str
    champs: dict[str, list[str]] = field(default_factory=dict)
    fichiers: list[str] = field(default_factory=list)

    @property
    def cle(self) -> tuple:
        return self.methode, self.adresse, tuple(sorted(self.champs)), tuple(self.fichiers)


class Recolteur(HTMLParser):
    """Relève tous les envois d'une page, lignes modèles comprises (`<template>`, `__prefix__` devient 0)."""

    def __init__(self, adresse: str) -> None:
        super().__init__()
        self.adresse = adresse
        self.envois: list[Envoi] = []
        self.courant = Envoi("get", adresse)
        self.liste: str | None = None

    def handle_starttag(self, balise: str, attributs: list[tuple[str, str | None]]) -> None:
        a = {nom: valeur or "" for nom, valeur in attributs}
        self._cibles(balise, a)
        if balise in ("input", "textarea", "select", "button") and a.get("name"):
            self._champ(balise, a)
        elif balise == "option" and self.liste:
            self.courant.champs[self.liste].append(a.get("value", ""))

    def _cibles(self, balise: str, a: dict[str, str]) -> None:
        if balise == "form":
            self.courant = Envoi(a.get("method", "get").lower(), self._ici(a.get("action", "")))
            self.envois.append(self.courant)
        for attribut, methode in VERBES.items():
            if attribut in a:
                propre = Envoi(methode, self._ici(a[attribut]))
                propre.champs = self.courant.champs if balise != "form" else propre.champs
                self.envois.append(propre)
        if balise == "a" and a.get("href", "").startswith(("/", "?")) and not a["href"].startswith(FICHIERS):
            cible = urlsplit(self._ici(a["href"]))
            champs = {nom: [valeur] for nom, valeur in parse_qsl(cible.query)}
            self.envois.append(Envoi("get", cible.path, champs))

    def _champ(self, balise: str, a: dict[str, str]) -> None:
        nom = a["name"].replace("__prefix__", "0")
        if a.get("type") == "file":
            self.courant.fichiers.append(nom)
            return
        self.courant.champs.setdefault(nom, []).append(a.get("value", ""))
        self.liste = nom if balise == "select" else None

    def handle_endtag(self, balise: str) -> None:
        if balise == "form":
            self.courant = Envoi("get", self.adresse)
        elif balise == "select":
            self.liste = None

    def _ici(self, adresse: str) -> str:
        """L'adresse dans la maison, sans ancre ; celle de la page si elle n'en dit pas."""
        nue = urldefrag(adresse)[0]
        return nue if nue.startswith("/") else self.adresse.split("?")[0] + (nue if nue.startswith("?") else "")


def envois(adresse: str, html: str) -> list[Envoi]:
    """Les envois que cette page propose, sans répétition."""
    lecteur = Recolteur(adresse)
    lecteur.feed(html)
    return list({envoi.cle: envoi for envoi in lecteur.envois if _d_ici(envoi)}.values())


def _d_ici(envoi: Envoi) -> bool:
    """Un dialogue qui se ferme n'envoie rien ; se déconnecter arrêterait la visite."""
    return envoi.methode != "dialog" and not envoi.adresse.startswith(("//", "/deconnexion/"))
