"""Les types acceptés : ce que leur contenu doit montrer, comment ils se regardent."""

from collections.abc import Callable
from dataclasses import dataclass

from ..enums import Apercu
from . import archives, images, textes
from .signatures import est_polyglotte, familles_de

ACCEPTES = "PDF, images, Word, Excel, PowerPoint, OpenDocument, texte, courriel .eml, archive .zip"
DOUBLE = "cache un second fichier dans le premier : il est refusé."

OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class TypeFichier:
    """Un type : `signes` que le contenu doit porter, puis `verifier(contenu)`, qui rend la faute ou None."""

    mime: str
    apercu: Apercu
    signes: frozenset[str] = frozenset()
    verifier: Callable[[bytes], str | None] = lambda contenu: None

    def faute(self, contenu: bytes) -> str | None:
        """Ce qui ne va pas, en fin de phrase, ou None."""
        if self.signes and not self.signes & familles_de(contenu):
            return archives.TROMPEUR
        if self.signes and est_polyglotte(contenu, self.signes):
            return DOUBLE
        return self.verifier(contenu)


def _pdf(contenu: bytes) -> str | None:
    entier = contenu.startswith(b"%PDF-") and b"%%EOF" in contenu[-2048:]
    return None if entier else "est un PDF incomplet ou abîmé : redemandez-le ou exportez-le de nouveau."


def _type(mime: str, apercu: Apercu, *signes: str, verifier=lambda contenu: None) -> TypeFichier:
    return TypeFichier(mime, apercu, frozenset(signes), verifier)


def _image(mime: str, *signes: str) -> TypeFichier:
    return _type(mime, Apercu.IMAGE, *signes, verifier=images.faute)


def _office(suffixe: str, dossier: str) -> TypeFichier:
    return _type(f"{OOXML}.{suffixe}", Apercu.AUCUN, "zip", verifier=archives.office(dossier))


def _ouvert(suffixe: str) -> TypeFichier:
    return _type(f"{ODF}.{suffixe}", Apercu.AUCUN, "zip", verifier=archives.ouvert(f"{ODF}.{suffixe}"))


JPEG = _image("image/jpeg", "jpeg")
TYPES: dict[str, TypeFichier] = {
    "pdf": _type("application/pdf", Apercu.PDF, "pdf", verifier=_pdf),
    "png": _image("image/png", "png"),
    "jpg": JPEG,
    "jpeg": JPEG,
    "gif": _image("image/gif", "gif"),
    "webp": _image("image/webp", "webp"),
    "docx": _office("wordprocessingml.document", "word/"),
    "xlsx": _office("spreadsheetml.sheet", "xl/"),
    "pptx": _office("presentationml.presentation", "ppt/"),
    "odt": _ouvert("text"),
    "ods": _ouvert("spreadsheet"),
    "odp": _ouvert("presentation"),
    "doc": _type("application/msword", Apercu.AUCUN, "ole"),
    "xls": _type("application/vnd.ms-excel", Apercu.AUCUN, "ole"),
    "ppt": _type("application/vnd.ms-powerpoint", Apercu.AUCUN, "ole"),
    "rtf": _type("application/rtf", Apercu.AUCUN, "rtf"),
    "zip": _type("application/zip", Apercu.AUCUN, "zip", verifier=archives.faute),
    "txt": _type("text/plain", Apercu.TEXTE, verifier=textes.faute),
    "csv": _type("text/csv", Apercu.TEXTE, verifier=textes.faute),
    "eml": _type("message/rfc822", Apercu.COURRIEL, verifier=textes.faute_courriel),
}
APERCUS: dict[str, Apercu] = {genre.mime: genre.apercu for genre in TYPES.values()}
EXTENSIONS = ",".join(f".{extension}" for extension in TYPES)
