"""Du .docx au PDF/A balisé, par LibreOffice durci : profil jetable, sans réseau, sans environnement, groupe tué.

Sans réglage, LibreOffice va chercher une image liée sur le réseau et incorpore un fichier de la machine : le
profil l'interdit, l'espace de noms réseau vide quand le système le permet.
"""

import contextlib
import functools
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from .erreurs import PdfIndisponible

DELAI = 60  # secondes, pour un document
SUPPLEMENT = 2  # secondes de plus par document suivant
CALCUL = 120  # secondes de processeur
FICHIER_MAX = 200 * 1024 * 1024  # octets
ABSENT = (
    "LibreOffice n’est pas installé sur le serveur : le document sort en .docx, sans PDF. "
    "Demandez à l’administrateur d’installer « libreoffice-writer-nogui »."
)
ECHEC = "LibreOffice n’a pas su faire le PDF de ce document : il reste le .docx."
TROP_LONG = "Le PDF de ce document demande trop de temps : il reste le .docx."
SANS_CONVERSION = (
    "LibreOffice n’est pas installé sur le serveur : un modèle .odt ne peut pas y être converti. Enregistrez-le "
    "au format .docx, ou demandez à l’administrateur d’installer « libreoffice-writer-nogui »."
)
ODT_ILLISIBLE = "LibreOffice n’a pas su lire ce document .odt : enregistrez-le au format .docx."
ODT_TROP_LONG = "Ce document .odt demande trop de temps à convertir : simplifiez-le, ou enregistrez-le en .docx."
FILTRE = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
_SCRIPTS = "/org.openoffice.Office.Common/Security/Scripting"
_REGLAGES = (
    (_SCRIPTS, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTS, "DisableMacrosExecution", "true"),
    (_SCRIPTS, "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


def programme() -> str | None:
    """Le chemin de LibreOffice, ou None s'il manque."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def is_pdf_possible() -> bool:
    return programme() is not None


def en_pdf(docx: bytes) -> bytes:
    """Le PDF/A-2b balisé. Lève `PdfIndisponible` : LibreOffice absent, en échec, ou trop long."""
    resultat = en_pdfs([docx])[0]
    if isinstance(resultat, PdfIndisponible):
        raise resultat
    return resultat


def en_pdfs(documents: list[bytes]) -> list[bytes | PdfIndisponible]:
    """Un PDF, ou la raison de son absence, par document ; un seul démarrage de LibreOffice pour tous."""
    soffice = programme()
    if soffice is None:
        return [PdfIndisponible(ABSENT) for _ in documents]
    with tempfile.TemporaryDirectory(prefix="jalon-pdf-", ignore_cleanup_errors=True) as nom:
        dossier = Path(nom)
        for rang, docx in enumerate(documents):
            (dossier / f"{rang}.docx").write_bytes(docx)
        _profil(dossier)
        fini = _convertir(soffice, dossier, len(documents))
        return [_lire(dossier / f"{rang}.pdf", fini) for rang in range(len(documents))]


def en_docx(odt: bytes) -> bytes:
    """Un .odt converti en .docx, par le même LibreOffice durci. Lève `PdfIndisponible`, avec la raison."""
    soffice = programme()
    if soffice is None:
        raise PdfIndisponible(SANS_CONVERSION)
    with tempfile.TemporaryDirectory(prefix="jalon-odt-", ignore_cleanup_errors=True) as nom:
        dossier = Path(nom)
        (dossier / "0.odt").write_bytes(odt)
        _profil(dossier)
        fini = _convertir(soffice, dossier, 1, "docx:MS Word 2007 XML", "odt")
        chemin = dossier / "0.docx"
        contenu = chemin.read_bytes() if chemin.is_file() else b""
    if not contenu.startswith(b"PK"):
        raise PdfIndisponible(ODT_ILLISIBLE if fini else ODT_TROP_LONG)
    return contenu


def _lire(chemin: Path, fini: bool) -> bytes | PdfIndisponible:
    contenu = chemin.read_bytes() if chemin.is_file() else b""
    if contenu.startswith(b"%PDF") and contenu.rstrip().endswith(b"%%EOF"):
        return contenu
    return PdfIndisponible(ECHEC if fini else TROP_LONG)


def _profil(dossier: Path) -> None:
    lignes = "".join(
        f'<item oor:path="{chemin}"><prop oor:name="{nom}" oor:op="fuse"><value>{valeur}</value></prop></item>'
        for chemin, nom, valeur in _REGLAGES
    )
    usager = dossier / "profil" / "user"
    usager.mkdir(parents=True)
    (usager / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + lignes + "</oor:items>",
        encoding="utf-8",
    )


def _convertir(soffice: str, dossier: Path, nombre: int, filtre: str = FILTRE, extension: str = "docx") -> bool:
    """Vrai si LibreOffice a fini dans les temps ; tout son groupe de processus est mort au retour."""
    commande = [
        *_sans_reseau(),
        soffice,
        f"-env:UserInstallation=file://{dossier}/profil",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        filtre,
        "--outdir",
        str(dossier),
        *(str(dossier / f"{rang}.{extension}") for rang in range(nombre)),
    ]
    env = {"PATH": "/usr/bin:/bin", "HOME": str(dossier), "LANG": "C.UTF-8"}
    processus = subprocess.Popen(
        commande,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=env,
        cwd=dossier,
        start_new_session=True,
    )
    try:
        _borner(processus.pid, nombre)
        processus.wait(timeout=DELAI + SUPPLEMENT * (nombre - 1))
    except subprocess.TimeoutExpired:
        return False
    finally:
        _tuer(processus)
    return True


def _borner(pid: int, nombre: int) -> None:
    """Temps de calcul et taille des fichiers ; le lancement de LibreOffice les transmet à ses processus."""
    calcul = CALCUL + SUPPLEMENT * nombre
    with contextlib.suppress(ProcessLookupError, PermissionError):
        resource.prlimit(pid, resource.RLIMIT_CPU, (calcul, calcul))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (FICHIER_MAX, FICHIER_MAX))


def _tuer(processus: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(processus.pid, signal.SIGKILL)
    processus.wait()


@functools.cache
def _sans_reseau() -> tuple[str, ...]:
    """« unshare --net » quand le système le permet : LibreOffice n'a alors aucun réseau."""
    unshare = shutil.which("unshare")
    for options in (("--net",), ("--map-root-user", "--net")):
        if unshare and _reussit([unshare, *options, "true"]):
            return (unshare, *options)
    return ()


def _reussit(commande: list[str]) -> bool:
    try:
        return subprocess.run(commande, capture_output=True, timeout=5).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False
