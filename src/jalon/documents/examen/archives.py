"""Archives et documents bureautiques : inspectés entrée par entrée, jamais extraits (bombes, programmes, XML)."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from zlib import error as ZlibError

ENTREES_MAX = 2000
OUVERT_MAX = 200 * 1024 * 1024  # octets, une fois tout ouvert
RAPPORT_MAX = 200  # octets ouverts pour un octet compressé
XML_LU = 64 * 1024  # octets : une déclaration de type est au début
PROGRAMMES = (
    "exe", "com", "bat", "cmd", "scr", "msi", "dll", "js", "jse", "vbs", "vbe", "wsf", "ps1", "lnk", "jar", "hta",
    "reg", "app", "sh", "html", "htm", "svg",
)  # fmt: skip

BOMBE = "se déplie en un contenu démesuré : il est refusé."
PROTEGEE = "est protégé par un mot de passe : déposez-le sans protection."
ILLISIBLE = "est une archive abîmée ou incomplète."
PROGRAMME = "contient un programme ou une page active : il est refusé."
CHEMIN = "contient des chemins interdits : il est refusé."
MACROS = "contient des macros : enregistrez-le sans macros."
ENTITES = "contient des déclarations XML interdites : il est refusé."
TROMPEUR = "n’a pas le contenu que son nom annonce : vérifiez le fichier, ou son extension."


def faute(contenu: bytes) -> str | None:
    """Ce qui ne va pas dans une archive, ou None."""
    return _inspecter(contenu, lambda archive: _dangereuse(archive))


def office(dossier: str) -> Callable[[bytes], str | None]:
    """Le contrôle d'un document Office, dont les parties sont sous `dossier` (« word/ »)."""

    def verifier(archive: zipfile.ZipFile) -> str | None:
        noms = archive.namelist()
        if "[Content_Types].xml" not in noms or not any(nom.startswith(dossier) for nom in noms):
            return TROMPEUR
        if any(nom.lower().endswith("vbaproject.bin") for nom in noms):
            return MACROS
        return _entites(archive)

    return lambda contenu: _inspecter(contenu, verifier)


def ouvert(mime: str) -> Callable[[bytes], str | None]:
    """Le contrôle d'un document OpenDocument : il dit lui-même son type."""

    def verifier(archive: zipfile.ZipFile) -> str | None:
        if "mimetype" not in archive.namelist() or archive.read("mimetype")[:200].strip() != mime.encode():
            return TROMPEUR
        return _entites(archive)

    return lambda contenu: _inspecter(contenu, verifier)


def _inspecter(contenu: bytes, verifier: Callable[[zipfile.ZipFile], str | None]) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(contenu)) as archive:
            return _structure(archive.infolist(), len(contenu)) or verifier(archive)
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return ILLISIBLE


def _structure(entrees: list[zipfile.ZipInfo], taille: int) -> str | None:
    """Ce que disent les en-têtes, sans rien ouvrir ; des entrées qui se chevauchent pèsent plus que le fichier."""
    if any(entree.flag_bits & 1 for entree in entrees):
        return PROTEGEE
    ouvert_ = sum(entree.file_size for entree in entrees)
    ferme = sum(entree.compress_size for entree in entrees)
    if len(entrees) > ENTREES_MAX or ouvert_ > OUVERT_MAX or ferme > taille:
        return BOMBE
    if ouvert_ > 1024 * 1024 and ouvert_ > RAPPORT_MAX * max(ferme, 1):
        return BOMBE
    if any(_sort_du_dossier(entree.filename) for entree in entrees):
        return CHEMIN
    return None


def _sort_du_dossier(nom: str) -> bool:
    parties = nom.replace("\\", "/").split("/")
    return nom.startswith(("/", "\\")) or ".." in parties or ":" in parties[0]


def _dangereuse(archive: zipfile.ZipFile) -> str | None:
    noms = [nom.lower() for nom in archive.namelist()]
    if any(nom.rpartition(".")[2] in PROGRAMMES for nom in noms):
        return PROGRAMME
    imbriquees = [
        nom for nom in noms if nom.endswith((".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".iso"))
    ]
    return "contient une autre archive : déposez son contenu directement." if imbriquees else None


def _entites(archive: zipfile.ZipFile) -> str | None:
    """Une déclaration d'entités n'a rien à faire dans un document bureautique : c'est ainsi qu'un XML explose."""
    for entree in archive.infolist():
        if entree.filename.lower().endswith((".xml", ".rels")):
            with archive.open(entree) as partie:
                tete = partie.read(XML_LU).replace(b"\x00", b"").upper()
            if b"<!DOCTYPE" in tete or b"<!ENTITY" in tete:
                return ENTITES
    return None
