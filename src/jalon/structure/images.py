"""Images déposées : contrôlées sur leur contenu, jamais sur leur nom, puis ré-encodées."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from jalon.socle.erreurs import Refus

OCTETS_MAX = 2 * 1024 * 1024
PIXELS_MAX = 40_000_000
COTE_MAX = 800  # pixels : assez pour un en-tête imprimé
FORMATS = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True)
class ImagePropre:
    """Un PNG sans métadonnées."""

    contenu: bytes
    largeur: int
    hauteur: int

    @property
    def empreinte(self) -> str:
        return hashlib.sha256(self.contenu).hexdigest()


def nettoyer_image(fichier: BinaryIO, *, champ: str = "logo") -> ImagePropre:
    """Lit une image PNG, JPEG ou WebP d'au plus 2 Mo et la ré-encode en PNG de 800 pixels au plus.

    Ce qui n'est pas une image dans les octets est perdu : métadonnées, code caché. Lève `Refus`.
    """
    octets = fichier.read(OCTETS_MAX + 1)
    if len(octets) > OCTETS_MAX:
        raise Refus("Cette image pèse plus de 2 Mo : réduisez-la avant de la déposer.", champ=champ)
    try:
        return _encoder(_ouvrir(octets, champ))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Refus("Ce fichier n’est pas une image PNG, JPEG ou WebP lisible.", champ=champ) from None


def _ouvrir(octets: bytes, champ: str) -> Image.Image:
    image = Image.open(BytesIO(octets), formats=FORMATS)
    if image.width * image.height > PIXELS_MAX:
        raise Refus("Cette image a trop de pixels : réduisez-la avant de la déposer.", champ=champ)
    image.load()
    return ImageOps.exif_transpose(image)


def _encoder(image: Image.Image) -> ImagePropre:
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((COTE_MAX, COTE_MAX))
    propre = Image.new(image.mode, image.size)
    propre.paste(image)
    sortie = BytesIO()
    propre.save(sortie, "PNG", optimize=True)
    return ImagePropre(sortie.getvalue(), propre.width, propre.height)
