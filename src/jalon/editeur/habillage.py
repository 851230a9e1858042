"""La couleur et le logo de la maison dans un document."""

import zipfile
from io import BytesIO

from jalon.structure.models import Reglages

from .livres.charte import COULEUR
from .moteur import Image

LOGO_LARGEUR, LOGO_HAUTEUR = 45, 18  # millimètres, au plus


def aux_couleurs(docx: bytes, couleur: str) -> bytes:
    """Le modèle dont la couleur d'origine devient celle de la maison (« #1a5fb4 »)."""
    voulue = couleur.lstrip("#").upper()
    if voulue == COULEUR or len(voulue) != 6:
        return docx
    sortie = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as cible:
        for entree in source.infolist():
            contenu = source.read(entree)
            if entree.filename.startswith("word/") and entree.filename.endswith(".xml"):
                contenu = contenu.replace(f'"{COULEUR}"'.encode(), f'"{voulue}"'.encode())
            cible.writestr(entree.filename, contenu)
    return sortie.getvalue()


def logo_de(reglages: Reglages) -> Image | str:
    """Le logo de la maison à sa taille dans un document ; vide sans logo."""
    logo = reglages.logo
    if logo is None:
        return ""
    largeur = min(LOGO_LARGEUR, round(LOGO_HAUTEUR * logo.largeur / max(logo.hauteur, 1)))
    return Image(bytes(logo.contenu), max(largeur, 5))
