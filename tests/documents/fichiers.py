"""De quoi déposer : de petits fichiers vrais, et des pièges."""

import zipfile
from email.message import EmailMessage
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jalon.documents.examen import Examen, examiner


def pdf(texte: str = "Bonjour", pages: int = 1) -> bytes:
    """Un PDF fait à la main, d'autant de pages."""
    fils = " ".join(f"{4 + 2 * rang} 0 R" for rang in range(pages))
    objets = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{fils}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for rang in range(pages):
        flux = f"BT /F1 24 Tf 72 720 Td ({texte} {rang + 1}) Tj ET".encode()
        objets.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * rang} 0 R >>".encode()
        )
        objets.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(flux), flux))
    sortie, places = BytesIO(b"%PDF-1.4\n"), []
    sortie.seek(0, 2)
    for numero, objet in enumerate(objets, 1):
        places.append(sortie.tell())
        sortie.write(b"%d 0 obj\n%s\nendobj\n" % (numero, objet))
    table = sortie.tell()
    sortie.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objets) + 1))
    sortie.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    sortie.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objets) + 1, table))
    return sortie.getvalue()


def image(format_: str = "PNG", taille: tuple[int, int] = (40, 30)) -> bytes:
    sortie = BytesIO()
    Image.new("RGB", taille, "#0f5a75").save(sortie, format_)
    return sortie.getvalue()


def archive(*entrees: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    sortie = BytesIO()
    with zipfile.ZipFile(sortie, "w", compression) as zip_:
        for nom, contenu in entrees:
            zip_.writestr(nom, contenu)
    return sortie.getvalue()


def docx(*plus: tuple[str, bytes], corps: bytes = b"<w:document/>") -> bytes:
    return archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", corps), *plus)


def courriel(objet: str = "Accord de l’OPCO", texte: str = "Bonjour,\nVoici l’accord.", html: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Odile Garnier <odile@exemple.fr>", "paul@exemple.fr"
    message["Subject"], message["Date"] = objet, "Mon, 23 Nov 2026 10:30:00 +0100"
    if html:
        message.set_content(html, subtype="html")
    else:
        message.set_content(texte)
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="accord signé.pdf")
    return message.as_bytes()


def examen(contenu: bytes = b"Bonjour", nom: str = "note.txt") -> Examen:
    return examiner(BytesIO(contenu), nom)


def depot(contenu: bytes = b"Bonjour", nom: str = "note.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, contenu)
