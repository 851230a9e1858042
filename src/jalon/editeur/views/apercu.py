"""Les pages d'un document telles qu'elles sortiraient, en images."""

import base64
from typing import Any

from jalon.documents.rendu_pdf import dessiner
from jalon.socle.erreurs import Refus

from .. import moteur

PAGES_MONTREES = 6


def pages_de(docx: bytes) -> dict[str, Any]:
    """Ce que `apercu.html` montre : les premières pages et leur nombre, ou pourquoi il n'y en a pas."""
    try:
        pdf = moteur.en_pdf(docx)
    except Refus as refus:
        return {"apercu_refus": refus.message}
    premiere = dessiner(pdf, 1)
    nombre = premiere.pages if premiere else 0
    suite = (dessiner(pdf, page) for page in range(2, min(nombre, PAGES_MONTREES) + 1))
    pages = [base64.b64encode(p.image).decode() for p in (premiere, *suite) if p]
    return {"apercu_pages": pages, "apercu_nombre": nombre}
