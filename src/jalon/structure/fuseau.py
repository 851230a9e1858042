"""L'heure de la maison : le fuseau des réglages, lu une fois et gardé en mémoire.

Aucune requête par page. L'acte qui change les réglages efface la mémoire de son processus et touche un témoin dans
le dossier de données : les autres processus de la machine relisent à la requête suivante, les autres machines au
plus tard après `DUREE`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .models import Reglages

DUREE = 300  # secondes


@dataclass
class _Memoire:
    nom: str = ""
    lu_a: float = 0.0
    temoin: float = 0.0


_memoire = _Memoire()


def fuseau_de_la_maison() -> ZoneInfo:
    """Le fuseau en vigueur ; une requête quand la mémoire est vide ou dépassée, aucune sinon."""
    temoin, maintenant = _temoin(), time.monotonic()
    if not _memoire.nom or temoin != _memoire.temoin or maintenant - _memoire.lu_a > DUREE:
        _retenir(_lire(), maintenant, temoin)
    return ZoneInfo(_memoire.nom)


def retenir_fuseau(nom: str) -> None:
    """Pose ce fuseau en mémoire, sans lire la base (démarrage, essais)."""
    _retenir(nom, time.monotonic(), _temoin())


def oublier_fuseau() -> None:
    """Efface la mémoire de ce processus tout de suite, celle des autres une fois la transaction faite."""
    _memoire.nom = ""
    transaction.on_commit(_toucher_temoin)


def _retenir(nom: str, lu_a: float, temoin: float) -> None:
    _memoire.nom, _memoire.lu_a, _memoire.temoin = nom, lu_a, temoin


def _lire() -> str:
    try:
        nom = Reglages.objects.filter(pk=1).values_list("fuseau_horaire", flat=True).first()
    except DatabaseError:  # base pas encore migrée
        return settings.TIME_ZONE
    return nom or settings.TIME_ZONE


def _chemin() -> Path:
    return Path(settings.DONNEES) / "reglages.temoin"


def _temoin() -> float:
    try:
        return _chemin().stat().st_mtime
    except OSError:
        return 0.0


def _toucher_temoin() -> None:
    _memoire.nom = ""
    _chemin().parent.mkdir(parents=True, exist_ok=True)
    _chemin().touch()


class FuseauMiddleware:
    """Chaque page montre l'heure de la maison, quel que soit le fuseau du serveur."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(fuseau_de_la_maison()):
            return self.get_response(request)
