"""Des requêtes hostiles, les mêmes pour la même graine : une maison d'essai, ses pages, des valeurs du corpus."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from django.urls import reverse

from jalon.socle.listes.registre import LISTES
from tests.balayage import Exemples, Visiteur, adresses

from . import corpus
from .recolte import Envoi, envois

BORNE = "curieux"
PROFILS = (
    ("administrateur",) * 9 + ("gestionnaire",) * 4 + ("conseiller",) * 4 + ("responsable", "consultation", None)
)
METHODES = ("put", "patch", "delete", "options", "head", "trace", "post", "get")


@dataclass(frozen=True)
class Requete:
    """Une requête à jouer ; `profil` None : sans compte."""

    methode: str
    adresse: str
    profil: str | None
    corps: bytes = b""
    genre: str = "application/x-www-form-urlencoded"
    entetes: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.methode} {self.adresse[:160]} ({self.profil}) {self.corps[:300]!r} {self.entetes}"


def recolter(
    exemples: Exemples, visiteur: Visiteur, publiques: Iterable[str] = (), *, profondeur: int = 1
) -> list[Envoi]:
    """Les envois de toutes les pages, et chaque adresse elle-même en POST sans rien.

    `profondeur` 2 : aussi ceux des pages où elles mènent.
    """
    departs = [exemples.reels(adresse) for adresse in adresses() if adresse.nom != "account_logout"]
    trouves = [Envoi("post", depart) for depart in departs] + _lots(exemples, visiteur)
    vues: set[str] = set()
    for suivantes in range(profondeur):
        for depart in [*departs, *publiques]:
            trouves += _envois_de(depart, visiteur, fragment=not suivantes)
        vues |= set(departs)
        departs = sorted({envoi.adresse for envoi in trouves if envoi.methode == "get"} - vues)
    return list({envoi.cle: envoi for envoi in trouves}.values())


def _envois_de(adresse: str, visiteur: Visiteur, *, fragment: bool) -> list[Envoi]:
    """Les envois de cette page ; `fragment` : de ce qu'htmx en reçoit aussi."""
    trouves = [Envoi("get", adresse)]
    for entetes in ({}, {"HX-Request": "true"}) if fragment else ({"HX-Request": "true"},):
        reponse = visiteur.demander(adresse, **entetes)
        if reponse.get("Content-Type", "").startswith("text/html") and not reponse.streaming:
            trouves += envois(adresse, reponse.content.decode())
    return trouves


def _lots(exemples: Exemples, visiteur: Visiteur) -> list[Envoi]:
    """Les confirmations des actes par lot, qui ne s'ouvrent qu'en choisissant des lignes."""
    trouves: list[Envoi] = []
    for liste in LISTES:
        for lot in liste.lots_de(exemples.maison.admin):
            adresse = reverse("socle:lot", args=[liste.code, lot.code])
            trouves += envois(adresse, visiteur.demander(adresse, {"choix": ["1", "2"]}).content.decode())
    return trouves


def encoder(paires: list[tuple[str, str]]) -> bytes:
    """Comme un navigateur, mais les demi-caractères passent aussi."""

    def dire(texte: str) -> str:
        return quote_plus(texte.encode("utf-8", "surrogatepass"))

    return "&".join(f"{dire(nom)}={dire(valeur)}" for nom, valeur in paires).encode()


def multipart(paires: list[tuple[str, str]], fichiers: list[tuple[str, str, bytes]]) -> bytes:
    """Un corps à parties écrit à la main : les noms de fichiers restent aussi faux qu'on les a voulus."""
    sortie = bytearray()
    for nom, valeur in paires:
        sortie += f'--{BORNE}\r\nContent-Disposition: form-data; name="{nom}"\r\n\r\n'.encode(
            "utf-8", "surrogatepass"
        )
        sortie += valeur.encode("utf-8", "surrogatepass") + b"\r\n"
    for nom, appele, contenu in fichiers:
        tete = f'--{BORNE}\r\nContent-Disposition: form-data; name="{nom}"; filename="{appele}"\r\n'
        sortie += tete.encode("utf-8", "surrogatepass") + b"Content-Type: application/octet-stream\r\n\r\n"
        sortie += contenu + b"\r\n"
    return bytes(sortie + f"--{BORNE}--\r\n".encode())


class Hasard:
    """Tire des requêtes à partir des envois récoltés."""

    def __init__(self, graine: int, recolte: list[Envoi], exemples: Exemples) -> None:
        self.tirage, self.recolte, self.contenus = random.Random(graine), recolte, corpus.contenus()
        self.saisies = [envoi for envoi in recolte if envoi.methode == "post" and len(envoi.champs) > 1]
        self.adresses, self.exemples = [a for a in adresses() if a.parametres], exemples

    def requetes(self, combien: int) -> Iterator[Requete]:
        """Tour à tour chaque envoi récolté, mélangés ; une sur cinq vise l'adresse ou la méthode."""
        ordre: list[Envoi] = []
        for rang in range(combien):
            if rang % 5 == 4:
                yield self.tirage.choice((self._adresse_absurde, self._methode_absurde, self._question))()
                continue
            ordre = ordre or self._ordre()
            yield self._envoi(ordre.pop())

    def _ordre(self) -> list[Envoi]:
        """Chaque envoi une fois, chaque saisie trois fois : c'est là que les valeurs vont le plus loin."""
        tous = self.recolte + 2 * self.saisies
        return self.tirage.sample(tous, len(tous))

    def _valeur(self) -> str:
        return self.tirage.choice(corpus.VALEURS)

    def _envoi(self, envoi: Envoi) -> Requete:
        paires = self._paires(envoi)
        if envoi.methode == "get":
            return self._requete("get", envoi.adresse, requete=encoder(paires).decode())
        if envoi.fichiers or self.tirage.random() < 0.1:
            corps = multipart(paires, [self._fichier(nom) for nom in envoi.fichiers or ("fichier",)])
            return self._requete(envoi.methode, envoi.adresse, corps, f"multipart/form-data; boundary={BORNE}")
        return self._requete(envoi.methode, envoi.adresse, encoder(paires))

    def _paires(self, envoi: Envoi) -> list[tuple[str, str]]:
        """Les champs proposés, quelques-uns (ou tous) hostiles, répétés, absents ou en trop."""
        noms = list(envoi.champs)
        combien = self.tirage.choice((1, 1, 1, 2, 3, len(noms)))
        vises = set(self.tirage.sample(noms, min(combien, len(noms))))
        paires: list[tuple[str, str]] = []
        for nom, proposees in envoi.champs.items():
            hasard = self.tirage.random()
            if hasard < 0.03:
                continue
            paires.append((nom, self._valeur() if nom in vises else self._permise(proposees)))
            if hasard > 0.95:
                paires.append((nom, self._valeur()))
        if self.tirage.random() < 0.25:
            paires += self.tirage.sample(list(corpus.EN_TROP.items()), 5)
        return paires

    def _permise(self, proposees: list[str]) -> str:
        """Une valeur que la page propose : la première, ou une autre de la liste."""
        return proposees[0] if self.tirage.random() < 0.5 else self.tirage.choice(proposees)

    def _fichier(self, nom: str) -> tuple[str, str, bytes]:
        return nom, self.tirage.choice(corpus.NOMS), self.tirage.choice(self.contenus)

    def _question(self) -> Requete:
        """Une page, des paramètres qu'elle ne connaît peut-être pas."""
        paires = [
            (self.tirage.choice(corpus.PARAMETRES), self._valeur()) for _ in range(self.tirage.randint(1, 4))
        ]
        return self._requete("get", self.tirage.choice(self.recolte).adresse, requete=encoder(paires).decode())

    def _methode_absurde(self) -> Requete:
        corps, genre = self.tirage.choice(
            (
                (b"{", "application/json"),
                (b'{"a":1}', "application/json; charset=zz"),
                (b"\xff\xfe=%zz&%&=&a", "application/x-www-form-urlencoded; charset=utf-16"),
                (b"--x\r\n\r\n", "multipart/form-data; boundary=x"),
                (b"--x", "multipart/form-data"),
                (b"", "\x01"),
            )
        )
        return self._requete(self.tirage.choice(METHODES), self.tirage.choice(self.recolte).adresse, corps, genre)

    def _adresse_absurde(self) -> Requete:
        """Le modèle d'une adresse, un de ses paramètres remplacé."""
        adresse = self.tirage.choice(self.adresses)
        morceaux = self.exemples.reels(adresse).strip("/").split("/")
        hostile = self._valeur().encode("utf-8", "surrogatepass")[:300]
        morceaux[self.tirage.randrange(len(morceaux))] = quote(hostile, safe="") or "%"
        return self._requete(self.tirage.choice(("get", "post")), f"/{'/'.join(morceaux)}/")

    def _requete(
        self, methode: str, adresse: str, corps: bytes = b"", genre: str = "", requete: str = ""
    ) -> Requete:
        separateur = "&" if "?" in adresse else "?"
        return Requete(
            methode,
            adresse + separateur + requete if requete else adresse,
            self.tirage.choice(PROFILS),
            corps,
            genre or "application/x-www-form-urlencoded",
            self.tirage.choice(corpus.ENTETES),
        )
