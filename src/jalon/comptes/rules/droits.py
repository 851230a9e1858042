"""Ce qu’un profil et des droits individuels permettent, et comment le dire."""

from collections.abc import Iterable

from ..enums import ACTES_NOMMES, DROITS, ZONES


def droits_effectifs(du_profil: Iterable[str], individuels: Iterable[str]) -> frozenset[str]:
    """Les droits du profil et les droits individuels ; l'écriture d'une zone emporte sa lecture.

    Un code inconnu (profil d'une version plus récente) est ignoré.
    """
    codes = {code for code in (*du_profil, *individuels) if code in DROITS}
    codes |= {f"{code.split('.')[0]}.lecture" for code in codes if code.endswith(".ecriture")}
    return frozenset(codes)


def zones_en_mots(droits: Iterable[str]) -> list[tuple[str, str]]:
    """Chaque zone ouverte et ce qu'on y peut : « lecture et écriture », ou « lecture »."""
    codes = set(droits)
    niveaux = {zone: "lecture" for zone in ZONES if f"{zone}.lecture" in codes}
    niveaux |= {zone: "lecture et écriture" for zone in ZONES if f"{zone}.ecriture" in codes}
    return [(ZONES[zone], niveaux[zone]) for zone in ZONES if zone in niveaux]


def actes_en_mots(droits: Iterable[str]) -> list[str]:
    """Les actes nommés permis, en toutes lettres."""
    codes = set(droits)
    return [libelle for code, libelle in ACTES_NOMMES.items() if code in codes]


def droits_en_mots(codes: Iterable[str]) -> str:
    """Des codes en une ligne, dans l'ordre où ils sont déclarés : « Exporter les dossiers, Admin : lecture »."""
    gardes = set(codes)
    return ", ".join(libelle for code, libelle in DROITS.items() if code in gardes)
