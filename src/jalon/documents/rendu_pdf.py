"""Dessiner une page d'un PDF, dans un processus à part : un fichier piégé ne coûte que lui.

Usage interne : `python rendu_pdf.py <page>`, le PDF en entrée ; en sortie, une ligne qui dit le nombre de pages,
puis le PNG. Ce fichier n'importe rien de Jalon : le processus démarre vite et ne connaît ni base ni secret.
"""

import resource
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO

LARGEUR = 1100  # pixels : nette sur un écran de bureau, légère sur un téléphone
HAUTEUR_MAX = 4000
PAGES_MAX = 60
DELAI = 20  # secondes
MEMOIRE = 1024**3  # octets


@dataclass(frozen=True)
class PageDessinee:
    """Une page : son image PNG, et combien le document en a."""

    pages: int
    image: bytes


def dessiner(contenu: bytes, page: int) -> PageDessinee | None:
    """La page (à partir de 1), ou None : illisible, protégé, absente, trop long."""
    commande = [sys.executable, "-I", __file__, str(page)]
    try:
        rendu = subprocess.run(commande, input=contenu, capture_output=True, timeout=DELAI, check=True, env={})
    except (subprocess.SubprocessError, OSError):
        return None
    pages, _, image = rendu.stdout.partition(b"\n")
    return PageDessinee(int(pages), image) if pages.isdigit() and image else None


def _dessiner(contenu: bytes, numero: int) -> PageDessinee:
    import pypdfium2

    document = pypdfium2.PdfDocument(contenu)
    page = document[numero - 1]
    largeur, hauteur = page.get_size()
    echelle = min(LARGEUR / max(largeur, 1), HAUTEUR_MAX / max(hauteur, 1))
    sortie = BytesIO()
    page.render(scale=echelle).to_pil().convert("RGB").save(sortie, "PNG")
    return PageDessinee(len(document), sortie.getvalue())


def principal() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
    resource.setrlimit(resource.RLIMIT_CPU, (DELAI, DELAI))
    dessinee = _dessiner(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(f"{dessinee.pages}\n".encode() + dessinee.image)


if __name__ == "__main__":
    principal()
