"""Images déposées : contrôlées sur leur contenu, jamais sur leur nom, puis ré-encodées."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from jalon.socle.erreurs import Refus

OCTETS_MAX = 2 * 1024 * 1024
PIXELS_MAX = 40_000_000
COTE_MAX = 800  # pixels : assez pour un en-tête imprimé
FORMATS = ("PNG", "JPEG", "WEBP")
PHOTO_OCTETS_MAX = 5 * 1024 * 1024
PHOTO_COTE, PHOTO_QUALITE = 320, 85
PAS_UNE_IMAGE = "Ce fichier n’est pas une image PNG, JPEG ou WebP lisible."
TROP_DE_PIXELS = "Cette image a trop de pixels : réduisez-la avant de la déposer."
BOMBES = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class ImagePropre:
    """Une image sans métadonnées : PNG, ou JPEG pour une photo."""

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
    return _nettoyer(fichier, champ, OCTETS_MAX, _encoder)


def nettoyer_photo(fichier: BinaryIO, *, champ: str = "photo") -> ImagePropre:
    """Lit une image d'au plus 5 Mo et rend un JPEG carré de 320 pixels, centré. Lève `Refus`."""
    return _nettoyer(fichier, champ, PHOTO_OCTETS_MAX, _encoder_photo)


def _nettoyer(
    fichier: BinaryIO, champ: str, octets_max: int, encoder: Callable[[Image.Image], ImagePropre]
) -> ImagePropre:
    octets = fichier.read(octets_max + 1)
    if len(octets) > octets_max:
        mega = octets_max // (1024 * 1024)
        raise Refus(f"Cette image pèse plus de {mega} Mo : réduisez-la avant de la déposer.", champ=champ)
    try:
        return encoder(_ouvrir(octets, champ))
    except BOMBES:
        raise Refus(TROP_DE_PIXELS, champ=champ) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Refus(PAS_UNE_IMAGE, champ=champ) from None


def _ouvrir(octets: bytes, champ: str) -> Image.Image:
    image = Image.open(BytesIO(octets), formats=FORMATS)
    if image.width * image.height > PIXELS_MAX:
        raise Refus(TROP_DE_PIXELS, champ=champ)
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


def _encoder_photo(image: Image.Image) -> ImagePropre:
    """Un carré sur fond blanc : ce qui était transparent ne devient pas noir."""
    image.thumbnail((4 * PHOTO_COTE, 4 * PHOTO_COTE))
    carre = ImageOps.fit(image.convert("RGBA"), (PHOTO_COTE, PHOTO_COTE))
    propre = Image.new("RGB", carre.size, "white")
    propre.paste(carre, mask=carre.getchannel("A"))
    sortie = BytesIO()
    propre.save(sortie, "JPEG", quality=PHOTO_QUALITE)
    return ImagePropre(sortie.getvalue(), propre.width, propre.height)
