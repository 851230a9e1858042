"""Ce qu'un modèle .odt ne doit pas contenir, jugé avant que LibreOffice ne l'ouvre : macros, liens, entités.

Bibliothèque standard seulement. Le .docx qui en sort est jugé à son tour (`surete.py`).
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

from .surete import BOMBE, CHAMP, ENTITES, ENTITES_ECRITES, ENTREES_MAX, EXTERIEUR, MACROS, OBJETS, is_demesuree

ILLISIBLE = "Ce fichier n’est pas un document OpenDocument lisible."
CHIFFRE = "Ce document est protégé par un mot de passe : enregistrez-le sans."
MIMETYPES = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template")
HREF = "{http://www.w3.org/1999/xlink}href"
SANS_EFFET = ("}a", "}bookmark-ref", "}template")  # cliqué, ou seulement noté
DOSSIERS_MACROS = ("basic/", "scripts/", "dialogs/")
OBJETS_ODT = ("}object", "}object-ole", "}plugin", "}applet", "}floating-frame", "}control", "}form")
MACROS_ODT = ("}script", "}event-listener", "}execute-macro")
CHAMPS_ODT = ("}dde-connection", "}dde-connection-decl", "}dde-source", "}section-source", "}database-display",
              "}database-next", "}database-row-select", "}data-style-database")  # fmt: skip


def dangers_odt(odt: bytes) -> list[str]:
    """Les raisons de refuser ce .odt, en phrases ; liste vide s'il peut être converti. Rien n'est extrait."""
    try:
        with zipfile.ZipFile(BytesIO(odt)) as archive:
            return _structure(archive, len(odt)) or list(dict.fromkeys(_parties(archive)))
    except Exception:  # une archive fabriquée pour nuire trouve toujours une autre exception
        return [ILLISIBLE]


def _structure(archive: zipfile.ZipFile, taille: int) -> list[str]:
    entrees = archive.infolist()
    if len(entrees) > ENTREES_MAX or is_demesuree(entrees, taille):
        return [BOMBE]
    noms = {e.filename for e in entrees}
    if not {"mimetype", "content.xml"} <= noms or archive.read("mimetype").strip() not in MIMETYPES:
        return [ILLISIBLE]
    return []


def _parties(archive: zipfile.ZipFile) -> Iterator[str]:
    for entree in archive.infolist():
        nom = entree.filename.lower()
        if nom.startswith(DOSSIERS_MACROS):
            yield MACROS
        elif nom.startswith("object ") or "/objectreplacements" in nom:
            yield OBJETS
        elif nom.endswith((".xml", ".rdf")):
            contenu = archive.read(entree)
            if ENTITES_ECRITES.search(contenu.replace(b"\x00", b"")):
                yield ENTITES
            else:
                yield from _balises(fromstring(contenu))  # noqa: S314 (sans entités : contrôlé juste avant)


def _balises(racine: Element) -> Iterator[str]:
    for noeud in racine.iter():
        if noeud.tag.endswith("}encryption-data"):
            yield CHIFFRE
        elif noeud.tag.endswith(MACROS_ODT):
            yield MACROS
        elif noeud.tag.endswith(OBJETS_ODT):
            yield OBJETS
        elif noeud.tag.endswith(CHAMPS_ODT):
            yield CHAMP.format(champ=noeud.tag.rpartition("}")[2])
        elif is_exterieur(noeud):
            yield EXTERIEUR.format(cible=noeud.get(HREF, "")[:120])


def is_exterieur(noeud: Element) -> bool:
    """Vrai si ce nœud va chercher hors du document ; un lien de texte, que l'on clique, ne va rien chercher."""
    cible = noeud.get(HREF, "").strip()
    if not cible or cible.startswith("#") or noeud.tag.endswith(SANS_EFFET):
        return False
    return ":" in cible or cible.startswith(("/", "\\", "..")) or cible.startswith("./..")
