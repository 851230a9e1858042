"""Ce qu'un modèle .docx ne doit pas contenir : macros, liens vers ailleurs, objets, entités, bombes.

Bibliothèque standard seulement : sert dans le processus du moteur comme au dépôt d'un modèle.
"""

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring

OUVERT_MAX = 60 * 1024 * 1024  # octets, une fois tout déplié
ENTREES_MAX = 1000
RAPPORT_MAX = 150  # octets dépliés pour un octet compressé, au-delà d'un mégaoctet
MO = 1024 * 1024

ILLISIBLE = "Ce fichier n’est pas un document Word lisible."
BOMBE = "Ce document se déplie en un contenu démesuré : il est refusé."
ENTITES = "Ce document contient des déclarations XML interdites : il est refusé."
MACROS = "Ce document contient des macros : enregistrez-le sans macros (.docx)."
OBJETS = "Ce document contient un objet incorporé (classeur, fichier, page) : remplacez-le par son texte."
EXTERIEUR = "Ce document va chercher « {cible} » hors de lui : incorporez l’image ou retirez le lien."
CHAMP = "Ce document contient un champ « {champ} », qui va chercher un contenu ailleurs : retirez-le."

ENTITES_ECRITES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_CHAMPS = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|IMPORT|DATABASE|MACROBUTTON)\b")
_LIENS_PERMIS = ("/hyperlink",)
_OBJETS = ("/oleObject", "/package", "/aFChunk", "/control", "/attachedToolbars", "/frame", "/subDocument")


def dangers(docx: bytes) -> list[str]:
    """Les raisons de refuser ce .docx, en phrases ; liste vide s'il est sûr. Rien n'est extrait ni exécuté."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            return _structure(archive, len(docx)) or list(dict.fromkeys(_parties(archive)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, ParseError):
        return [ILLISIBLE]
    except Exception:  # une archive fabriquée pour nuire trouve toujours une autre exception (zlib, struct…)
        return [ILLISIBLE]


def _structure(archive: zipfile.ZipFile, taille: int) -> list[str]:
    entrees = archive.infolist()
    if len(entrees) > ENTREES_MAX or is_demesuree(entrees, taille):
        return [BOMBE]
    noms = {e.filename for e in entrees}
    return [] if {"[Content_Types].xml", "word/document.xml"} <= noms else [ILLISIBLE]


def is_demesuree(entrees: list[zipfile.ZipInfo], taille: int) -> bool:
    """Vrai si l'archive, de `taille` octets, se déplie en un contenu sans commune mesure."""
    deplie = sum(e.file_size for e in entrees)
    compresse = sum(e.compress_size for e in entrees)
    if deplie > OUVERT_MAX or compresse > taille:
        return True
    return deplie > MO and deplie > RAPPORT_MAX * max(compresse, 1)


def _parties(archive: zipfile.ZipFile):
    for entree in archive.infolist():
        nom = entree.filename.lower()
        if "vbaproject" in nom or "vbadata" in nom:
            yield MACROS
        if nom.endswith((".xml", ".rels")):
            contenu = archive.read(entree)
            if ENTITES_ECRITES.search(contenu.replace(b"\x00", b"")):
                yield ENTITES
            elif nom.endswith(".rels"):
                yield from _liens(fromstring(contenu))  # noqa: S314 (sans entités : contrôlé juste avant)
            elif nom == "[content_types].xml" and b"macroEnabled" in contenu:
                yield MACROS
            elif nom.startswith("word/"):
                yield from _champs(fromstring(contenu))  # noqa: S314


def _liens(racine: Element):
    for lien in racine:
        genre, cible = lien.get("Type", ""), lien.get("Target", "")
        if genre.endswith(_OBJETS):
            yield OBJETS
        elif lien.get("TargetMode", "").lower() == "external" and not genre.endswith(_LIENS_PERMIS):
            yield EXTERIEUR.format(cible=cible[:120])


def _champs(racine: Element):
    """Un champ peut être coupé en morceaux par Word : on relit chaque paragraphe recollé."""
    for paragraphe in racine.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        morceaux = [n.text or "" for n in paragraphe.iter() if n.tag.endswith("}instrText")]
        simples = [v for n in paragraphe.iter() for nom, v in n.attrib.items() if nom.endswith("}instr")]
        if trouve := _CHAMPS.search("".join(morceaux) + " " + " ".join(simples)):
            yield CHAMP.format(champ=trouve.group(1))
