"""Le moteur : un modèle .docx et des valeurs donnent un .docx ; un .docx donne un PDF.

Rien ici ne connaît la base ni le métier. Le remplissage et la lecture d'un modèle se font dans un processus à
part, sans environnement ni secret, borné en temps et en mémoire : un modèle hostile ne coûte que lui.
"""

from .erreurs import MoteurErreur, PdfIndisponible
from .pdf import en_docx, en_pdf, en_pdfs, is_pdf_possible
from .remplissage import facultatifs_du, marqueurs_du, rendre, rendre_plusieurs
from .transport import Image

__all__ = [
    "Image",
    "MoteurErreur",
    "PdfIndisponible",
    "en_docx",
    "en_pdf",
    "en_pdfs",
    "facultatifs_du",
    "is_pdf_possible",
    "marqueurs_du",
    "rendre",
    "rendre_plusieurs",
]
