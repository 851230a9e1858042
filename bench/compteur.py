"""Compte, pour une réponse, ses requêtes SQL, le temps passé à les attendre, son temps de processeur."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ENTETE = "X-Bench"


class Compteur:
    """Ajoute `X-Bench: requêtes;ms SQL;ms de processeur` ; un flux n'est compté que jusqu'à son premier octet."""

    def __init__(self, suite: Callable[[HttpRequest], HttpResponse]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nombre, duree = 0, 0.0

        def mesurer(executer: Callable, *arguments: Any) -> Any:
            nonlocal nombre, duree
            debut = time.perf_counter()
            try:
                return executer(*arguments)
            finally:
                nombre, duree = nombre + 1, duree + time.perf_counter() - debut

        debut = time.thread_time()
        with connection.execute_wrapper(mesurer):
            reponse = self.suite(request)
        calcul = time.thread_time() - debut
        reponse[ENTETE] = f"{nombre};{duree * 1000:.3f};{calcul * 1000:.3f}"
        return reponse
