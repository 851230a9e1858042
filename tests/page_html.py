"""Lire une page comme un navigateur sans script : les champs d'un formulaire et leurs valeurs."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Formulaire:
    """Un formulaire de la page ; `champs` : nom → valeur qu'il enverrait ; `cases` : les cases non cochées ;
    `textes` : les champs où l'on tape."""

    methode: str
    champs: dict[str, str] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)
    textes: list[str] = field(default_factory=list)

    @property
    def modifiables(self) -> list[str]:
        """Les champs qu'une personne peut changer : ni le jeton, ni ce que la page retient pour elle."""
        retenus = ("csrfmiddlewaretoken", "-version", "-instantane", "_FORMS", "cle_creation", "-pk", "-DELETE")
        return [nom for nom in (*self.champs, *self.cases) if not nom.endswith(retenus)]


class Lecteur(HTMLParser):
    """Relève les formulaires, hors des gabarits de lignes (`<template>`)."""

    def __init__(self) -> None:
        super().__init__()
        self.formulaires: list[Formulaire] = []
        self.dehors = Formulaire("")
        self.courant = self.dehors
        self.modele = 0
        self.liste: str | None = None
        self.texte: str | None = None

    def handle_starttag(self, balise: str, attributs: list[tuple[str, str | None]]) -> None:
        a = {nom: valeur or "" for nom, valeur in attributs}
        if balise == "template":
            self.modele += 1
        elif balise == "form":
            self.courant = Formulaire(a.get("method", "get"))
            self.formulaires.append(self.courant)
        elif not self.modele and "disabled" not in a:
            self._champ(balise, a)

    def _champ(self, balise: str, a: dict[str, str]) -> None:
        if balise == "input" and a.get("name"):
            self._saisie(a)
        elif balise == "textarea":
            self.texte = a["name"]
            self.courant.champs[self.texte] = ""
            self.courant.textes.append(self.texte)
        elif balise == "select" and a.get("name"):
            self.liste = a["name"]
            self.courant.champs[self.liste] = ""
        elif balise == "option" and self.liste and "selected" in a:
            self.courant.champs[self.liste] = a.get("value", "")

    def _saisie(self, a: dict[str, str]) -> None:
        genre = a.get("type", "text")
        if genre in ("checkbox", "radio") and "checked" not in a:
            if genre == "checkbox" or a["name"] not in self.courant.champs:
                self.courant.cases.append(a["name"])
        elif genre not in ("submit", "button") and not a["name"].endswith("__recherche"):
            self.courant.champs[a["name"]] = a.get("value", "on" if genre == "checkbox" else "")
            if genre in ("text", "email", "tel"):
                self.courant.textes.append(a["name"])

    def handle_data(self, texte: str) -> None:
        if self.texte and not self.modele:
            self.courant.champs[self.texte] += texte

    def handle_endtag(self, balise: str) -> None:
        if balise == "template":
            self.modele -= 1
        elif balise == "form":
            self.courant = self.dehors
        elif balise == "select":
            self.liste = None
        elif balise == "textarea" and self.texte:
            self.courant.champs[self.texte] = self.courant.champs[self.texte].removeprefix("\n")
            self.texte = None


def formulaire_de(html: str, champ: str) -> Formulaire:
    """Le formulaire POST qui porte ce champ. Lève `LookupError` s'il n'y en a pas."""
    lecteur = Lecteur()
    lecteur.feed(html)
    for formulaire in lecteur.formulaires:
        if formulaire.methode == "post" and any(champ in nom for nom in (*formulaire.champs, *formulaire.cases)):
            return formulaire
    raise LookupError(f"aucun formulaire ne porte « {champ} »")
