"""Joue les requêtes : chacune dans une transaction défaite ensuite, la page où elle mène comprise."""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.balayage import Exemples, Visiteur

from .requetes import Requete

MENE_AILLEURS = {301, 302, 303, 307, 308}


@dataclass
class Resultat:
    """Ce qui s'est passé : réponses par code, et chaque panne une fois (son lieu → une requête qui la donne)."""

    codes: dict[int, int] = field(default_factory=dict)
    pannes: dict[str, str] = field(default_factory=dict)

    def compter(self, reponse: HttpResponse) -> None:
        self.codes[reponse.status_code] = self.codes.get(reponse.status_code, 0) + 1

    def panne(self, lieu: str, requete: Requete) -> None:
        self.pannes.setdefault(lieu, str(requete))

    def __str__(self) -> str:
        pannes = "\n\n".join(f"{lieu}\n    {requete}" for lieu, requete in self.pannes.items())
        return f"{dict(sorted(self.codes.items()))}\n\n{pannes}"


class Joueur:
    """Un visiteur par profil, dont les sessions restent ouvertes."""

    def __init__(self, exemples: Exemples) -> None:
        self.visiteurs = {
            cle: Visiteur(compte) for cle, compte in exemples.maison.utilisateurs.items() if cle != "nantes"
        }
        self.visiteurs[None] = Visiteur()

    def jouer(self, requetes: Iterable[Requete]) -> Resultat:
        resultat = Resultat()
        for rang, requete in enumerate(requetes):
            if rang % 50 == 0:
                cache.clear()  # les limites de débit répondraient à la place des pages
            try:
                with transaction.atomic():
                    self._jouer(requete, resultat)
                    transaction.set_rollback(True)
            except Exception as panne:  # toute panne se relève, avec la requête qui la donne
                resultat.panne(_lieu(panne), requete)
        return resultat

    def _jouer(self, requete: Requete, resultat: Resultat) -> None:
        client = self._client(requete.profil)
        reponse = client.generic(
            requete.methode.upper(), requete.adresse, requete.corps, requete.genre, headers=requete.entetes
        )
        self._juger(reponse, requete, resultat)
        if reponse.status_code in MENE_AILLEURS:
            suite = reponse.headers["Location"]
            if urlsplit(suite).netloc or not suite.startswith("/") or suite.startswith(("//", "/\\")):
                resultat.panne(f"mène hors de la maison : {suite[:80]!r}", requete)
            else:
                self._juger(client.get(suite), requete, resultat)

    def _client(self, profil: str | None) -> Client:
        client, session = Client(), self.visiteurs[profil].session
        client.cookies = SimpleCookie()
        if session is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = session.value
        return client

    def _juger(self, reponse: HttpResponse, requete: Requete, resultat: Resultat) -> None:
        resultat.compter(reponse)
        if reponse.streaming:
            b"".join(reponse.streaming_content)
        if reponse.status_code >= 500:
            resultat.panne(f"{reponse.status_code} sans exception", requete)
        if "X-Forge" in reponse.headers:
            resultat.panne("en-tête forgé", requete)


def _lieu(panne: Exception) -> str:
    """« TypeErreur, phrase, pièce/fichier:ligne » : deux requêtes qui tombent au même endroit n'en font qu'une."""
    pile = traceback.extract_tb(panne.__traceback__)
    ici = [cadre for cadre in pile if "/jalon/" in cadre.filename and "/tests/" not in cadre.filename]
    cadres = [*ici[-2:], pile[-1]]
    ou = " < ".join(f"{cadre.filename.rsplit('/jalon/')[-1][-60:]}:{cadre.lineno}" for cadre in reversed(cadres))
    return f"{type(panne).__name__} {str(panne)[:120]!r} · {ou}"
