"""De HTML à un PDF/A-3a : balisé, polices incluses, sans rien chercher au-dehors."""

import base64
from pathlib import Path

from django.template.loader import render_to_string
from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

# WeasyPrint accepte, pour tout le processus, les images tronquées : les dépôts continuent de les refuser.
ImageFile.LOAD_TRUNCATED_IMAGES = False

FEUILLE = Path(__file__).parent / "static" / "emargement" / "css" / "feuille.css"
VARIANTE = "pdf/a-3a"
SOURCES = URLFetcher(allowed_protocols=("data",))


def rendre_pdf(gabarit: str, contexte: dict) -> bytes:
    """Le PDF d'un gabarit. Les images y sont des adresses `data:` ; toute autre adresse est refusée."""
    page = HTML(string=render_to_string(gabarit, contexte), url_fetcher=SOURCES)
    style = CSS(string=FEUILLE.read_text(encoding="utf-8"), url_fetcher=SOURCES)
    return page.write_pdf(stylesheets=[style], pdf_variant=VARIANTE, pdf_tags=True)


def image_en_ligne(contenu: bytes) -> str:
    """L'adresse `data:` d'une image PNG, vide sans image."""
    return f"data:image/png;base64,{base64.b64encode(contenu).decode()}" if contenu else ""
