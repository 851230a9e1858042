"""Les pages du guide : les fichiers de docs/guide et de docs/images, lus une fois par processus.

`pages/` et `images/` sont des liens vers ces dossiers ; le paquet construit en emporte les fichiers.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString

from jalon.socle.formats import normaliser

from . import rendu

DOSSIER = Path(__file__).parent / "pages"
IMAGES = Path(__file__).parent / "images"
SANS_TITRE = "Guide"


@dataclass(frozen=True)
class Page:
    """Un guide : `code` est le nom de son fichier, `parties` les (ancre, titre) de ses titres."""

    code: str
    titre: str
    resume: str
    parties: tuple[tuple[str, str], ...]
    html: SafeString
    texte: str  # normalisé, pour la recherche


@cache
def pages() -> dict[str, Page]:
    """Tous les guides, par code."""
    return {fichier.stem: _lire(fichier) for fichier in sorted(DOSSIER.glob("*.md"))}


def page_de(guide: str) -> Page | None:
    """Le guide que nomme « page » ou « page#partie », ou None s'il n'existe pas."""
    return pages().get(guide.partition("#")[0])


def est_ecrit(guide: str) -> bool:
    """Vrai si la page existe, et sa partie quand elle est nommée."""
    page, partie = page_de(guide), guide.partition("#")[2]
    return page is not None and (not partie or partie in dict(page.parties))


@cache
def images() -> frozenset[str]:
    """Les noms des images servies."""
    return frozenset(fichier.name for fichier in IMAGES.glob("*.png"))


def _lire(fichier: Path) -> Page:
    texte = fichier.read_text(encoding="utf-8")
    jetons = rendu.lire(texte)
    premiere = texte.partition("\n")[0]
    return Page(
        code=fichier.stem,
        titre=premiere.removeprefix("#").strip() or SANS_TITRE,
        resume=rendu.premier_paragraphe(jetons),
        parties=tuple(rendu.titres(jetons)),
        html=rendu.rendre(jetons),
        texte=normaliser(rendu.mots(jetons)),
    )
