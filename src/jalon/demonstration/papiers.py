"""De petits fichiers inventés, faits sur place : un PDF d'une page, une image, un courriel."""

from io import BytesIO

from PIL import Image, ImageDraw

BLEU, GRIS = "#0f5a75", "#e8eef1"
GRAISSES = {True: "/F2 18", False: "/F1 11"}


def pdf(titre: str, lignes: list[str]) -> bytes:
    """Une page A4 : un titre, puis des lignes de texte."""
    textes = [(titre, True, 780), *((ligne, False, 740 - 18 * rang) for rang, ligne in enumerate(lignes))]
    flux = "\n".join(f"BT {GRAISSES[gras]} Tf 64 {y} Td ({_echapper(texte)}) Tj ET" for texte, gras, y in textes)
    octets = flux.encode("cp1252", "replace")
    police = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    return _assembler(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R "
        b"/Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>",
        police % b"Helvetica",
        police % b"Helvetica-Bold",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(octets), octets),
    )


def _echapper(texte: str) -> str:
    return texte.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembler(*objets: bytes) -> bytes:
    """Un fichier PDF : les objets, leur table, la fin."""
    sortie, places = bytearray(b"%PDF-1.4\n"), []
    for numero, objet in enumerate(objets, 1):
        places.append(len(sortie))
        sortie += b"%d 0 obj\n%s\nendobj\n" % (numero, objet)
    table, nombre = len(sortie), len(objets) + 1
    sortie += b"xref\n0 %d\n0000000000 65535 f \n" % nombre
    sortie += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(sortie + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (nombre, table))


def carte(nom: str) -> bytes:
    """Une image qui dit qu'elle n'est pas une vraie pièce."""
    image = Image.new("RGB", (860, 540), GRIS)
    trait = ImageDraw.Draw(image)
    trait.rectangle((0, 0, 860, 90), fill=BLEU)
    trait.text((40, 28), "SPECIMEN", fill="white", font_size=34)
    trait.rectangle((40, 140, 260, 420), fill="white", outline=BLEU)
    trait.text((310, 160), nom, fill=BLEU, font_size=30)
    trait.text((310, 220), "Document de démonstration, sans valeur", fill=BLEU, font_size=22)
    sortie = BytesIO()
    image.save(sortie, "PNG")
    return sortie.getvalue()
