"""Reconnaître un fichier à son contenu : quelle famille, et s'il en cache une autre."""

import zipfile
from io import BytesIO

import puremagic

TETE = 4096  # octets lus pour reconnaître
# Extensions que le contenu peut désigner, rangées par famille.
FAMILLES = {
    "pdf": {".pdf"},
    "png": {".png"},
    "jpeg": {".jpg", ".jpeg", ".jfif", ".jpe"},
    "gif": {".gif"},
    "webp": {".webp"},
    "zip": {".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"},
    "ole": {".doc", ".xls", ".ppt"},
    "rtf": {".rtf"},
}
ACTIFS = (b"<script", b"<?php", b"<html", b"<!doctype html")
IMAGES = {"png", "jpeg", "gif", "webp"}


def familles_de(contenu: bytes) -> set[str]:
    """Les familles que désignent les premiers octets ; aucune si rien n'est reconnu."""
    try:
        vues = {trouve.extension.lower() for trouve in puremagic.magic_string(contenu[:TETE])}
    except (puremagic.PureError, ValueError):
        return set()
    return {famille for famille, extensions in FAMILLES.items() if vues & extensions}


def est_polyglotte(contenu: bytes, signes: frozenset[str]) -> bool:
    """Vrai si le fichier s'ouvre aussi comme autre chose : archive, PDF ou page cachés dans une image, un PDF…"""
    if "zip" not in signes and "ole" not in signes and zipfile.is_zipfile(BytesIO(contenu)):
        return True
    if "pdf" not in signes and b"%PDF-" in contenu[:1024]:
        return True
    return bool(signes & IMAGES) and any(actif in contenu.lower() for actif in ACTIFS)
