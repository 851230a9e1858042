"""Décisions sur les droits : pures, sans requête."""

from collections.abc import Iterable

from .enums import DROITS


def droits_effectifs(du_profil: Iterable[str], individuels: Iterable[str]) -> frozenset[str]:
    """Les droits du profil et les droits individuels ; l'écriture d'une zone emporte sa lecture.

    Un code inconnu (profil d'une version plus récente) est ignoré.
    """
    codes = {code for code in (*du_profil, *individuels) if code in DROITS}
    codes |= {f"{code.split('.')[0]}.lecture" for code in codes if code.endswith(".ecriture")}
    return frozenset(codes)
