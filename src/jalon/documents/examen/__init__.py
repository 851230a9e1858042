"""Examiner un fichier déposé avant de s'en servir : son contenu, jamais son nom ni ce que dit le navigateur."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.conf import settings

from jalon.socle.erreurs import Refus

from ..enums import Apercu
from ..rendu_pdf import dessiner
from ..rules import MO, extension_de, montrer_taille, nettoyer_nom
from .types import ACCEPTES, TYPES

CHAMP = "fichiers"


@dataclass(frozen=True)
class Examen:
    """Un fichier permis : nom nettoyé, type d'après le contenu, taille en octets, empreinte SHA-256."""

    nom: str
    type_mime: str
    contenu: bytes
    empreinte: str
    pages: int | None = None  # d'un PDF que l'on sait dessiner

    @property
    def octets(self) -> int:
        return len(self.contenu)

    @property
    def flux(self) -> BinaryIO:
        return BytesIO(self.contenu)


def taille_max() -> int:
    """La plus grande taille acceptée, en octets (15 Mo, réglable par `JALON_TAILLE_MAX_MO`)."""
    return settings.TAILLE_MAX_MO * MO


def phrase_trop_gros(nom: str) -> str:
    return (
        f"« {nom} » pèse plus de {montrer_taille(taille_max())} : réduisez-le, ou déposez-le en plusieurs parties."
    )


def examiner(fichier: BinaryIO, nom: str) -> Examen:
    """Lit et contrôle un fichier. Lève `Refus` (champ « fichiers ») : vide, trop gros, type refusé ou trompeur."""
    nom = nettoyer_nom(nom)
    contenu = fichier.read(taille_max() + 1)
    if not contenu:
        raise Refus(f"« {nom} » est vide.", champ=CHAMP)
    if len(contenu) > taille_max():
        raise Refus(phrase_trop_gros(nom), champ=CHAMP)
    genre = TYPES.get(extension_de(nom))
    if genre is None:
        raise Refus(f"« {nom} » n’est pas d’un type accepté : {ACCEPTES}.", champ=CHAMP)
    if faute := genre.faute(contenu):
        raise Refus(f"« {nom} » {faute}", champ=CHAMP)
    premiere = dessiner(contenu, 1) if genre.apercu == Apercu.PDF else None
    empreinte = hashlib.sha256(contenu).hexdigest()
    return Examen(nom, genre.mime, contenu, empreinte, premiere.pages if premiere else None)
