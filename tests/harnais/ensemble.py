"""Plusieurs actes au même instant, pour de vrai."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def ensemble(*actes) -> list:
    """Lance les actes au même instant, chacun dans son fil ; rend ce que chacun rend, ou l'erreur qu'il lève."""
    depart = Barrier(len(actes))

    def courir(acte):
        try:
            depart.wait(timeout=10)
            return acte()
        except Exception as erreur:
            return erreur
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actes)) as fils:
        return list(fils.map(courir, actes))
