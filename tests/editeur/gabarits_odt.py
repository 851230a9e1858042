"""Des .odt écrits à la main pour les essais : un modèle d'après ses paragraphes, et un corpus hostile."""

import zipfile
from io import BytesIO

ESPACES = " ".join(
    f'xmlns:{nom}="urn:oasis:names:tc:opendocument:xmlns:{suite}:1.0"'
    for nom, suite in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("script", "script"),
        ("svg", "svg-compatible"), ("manifest", "manifest"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
MIMETYPE = b"application/vnd.oasis.opendocument.text"
MANIFESTE = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {ESPACES}><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def odt(*paragraphes: str, tableau: tuple[str, ...] = (), corps: str = "", **parties: bytes) -> bytes:
    """Un .odt de ces paragraphes, d'un tableau d'une colonne, de ce XML ; `parties` : d'autres fichiers."""
    lignes = "".join(f"<text:p>{texte}</text:p>" for texte in paragraphes)
    if tableau:
        rangees = "".join(
            f"<table:table-row><table:table-cell><text:p>{texte}</text:p></table:table-cell></table:table-row>"
            for texte in tableau
        )
        lignes += f'<table:table table:name="T"><table:table-column/>{rangees}</table:table>'
    contenu = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ESPACES} office:version="1.3">'
        f"<office:body><office:text>{lignes}{corps}</office:text></office:body></office:document-content>"
    )
    return archiver({"content.xml": contenu.encode(), "META-INF/manifest.xml": MANIFESTE.encode(), **parties})


def archiver(parties: dict[str, bytes]) -> bytes:
    sortie = BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE)
        for nom, contenu in parties.items():
            archive.writestr(nom, contenu)
    return sortie.getvalue()


def image(cible: str) -> str:
    return f'<text:p><draw:frame><draw:image xlink:href="{cible}"/></draw:frame></text:p>'


def avec_entites() -> bytes:
    tete = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    return odt("Des entit\u00e9s", **{"styles.xml": tete})


SECTION = '<text:section text:name="s"><text:section-source xlink:href="file:///etc/passwd"/></text:section>'
HOSTILES = {
    "macros": (odt("x", **{"Basic/Standard/m.xml": b"<m/>"}), "contient des macros"),
    "script": (odt("x", corps='<text:p><text:script script:language="js">x</text:script></text:p>'), "macros"),
    "image http": (odt("x", corps=image("http://127.0.0.1/x.png")), "va chercher « http://127.0.0.1/x.png »"),
    "image file": (odt("x", corps=image("file:///etc/secret.png")), "va chercher « file:///etc/secret.png »"),
    "image au-dessus": (odt("x", corps=image("../../etc/secret.png")), "va chercher"),
    "section liée": (odt("x", corps=SECTION), "section-source"),
    "objet": (odt("x", corps='<text:p><draw:object xlink:href="./Object 1"/></text:p>'), "objet incorporé"),
    "bombe": (odt("x", **{"Pictures/z.bin": b"\x00" * (70 * 1024 * 1024)}), "démesuré"),
    "entités": (avec_entites(), "déclarations XML"),
    "autre type": (archiver({"autre.xml": b"<x/>"}), "lisible"),
}
