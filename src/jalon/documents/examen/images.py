"""Une image déposée : entière, et d'une taille que l'on sait montrer."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
COTE_MAX = 20_000  # pixels
PIXELS_MAX = 60_000_000
TROP_GRANDE = "a trop de pixels : réduisez l’image avant de la déposer."


def faute(contenu: bytes) -> str | None:
    """Lit les dimensions avant tout décodage, puis vérifie la structure."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(contenu), formats=FORMATS)
        largeur, hauteur = image.size
        if max(largeur, hauteur) > COTE_MAX or largeur * hauteur > PIXELS_MAX:
            return TROP_GRANDE
        image.verify()
    except Image.DecompressionBombError:
        return TROP_GRANDE
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return "n’est pas une image lisible : elle est peut-être incomplète."
    return None
