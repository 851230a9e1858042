"""Des .docx fabriqués pour les essais : un modèle d'après ses paragraphes, et un corpus hostile."""

import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO

from docx import Document

RELS = "word/_rels/document.xml.rels"
ESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def modele(*paragraphes: str, entete: str = "", tableau: Iterable[Iterable[str]] = ()) -> bytes:
    """Un .docx de ces paragraphes, d'un en-tête, d'un tableau (rangées de textes)."""
    document = Document()
    for texte in paragraphes:
        document.add_paragraph(texte)
    rangees = [list(rangee) for rangee in tableau]
    if rangees:
        grille = document.add_table(rows=len(rangees), cols=len(rangees[0]))
        for i, rangee in enumerate(rangees):
            for j, texte in enumerate(rangee):
                grille.cell(i, j).text = texte
    if entete:
        document.sections[0].header.paragraphs[0].text = entete
    return octets(document)


def octets(document) -> bytes:
    sortie = BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def texte_de(docx: bytes) -> str:
    """Le texte d'un document : en-tête, paragraphes, cellules, une ligne chacun."""
    lu = Document(BytesIO(docx))
    lignes = [p.text for p in lu.sections[0].header.paragraphs] + [p.text for p in lu.paragraphs]
    lignes += [cellule.text for table in lu.tables for rangee in table.rows for cellule in rangee.cells]
    return "\n".join(lignes)


def retoucher(docx: bytes, **gestes: Callable[[bytes], bytes] | bytes) -> bytes:
    """Réécrit des parties de l'archive : `document=f`, `rels=f` ; une autre partie s'ajoute telle quelle."""
    noms = {"document": "word/document.xml", "rels": RELS, "types": "[Content_Types].xml"}
    gestes = {noms.get(cle, cle): geste for cle, geste in gestes.items()}
    sortie = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as cible:
        for nom in source.namelist():
            geste = gestes.pop(nom, None)
            cible.writestr(nom, geste(source.read(nom)) if geste else source.read(nom))
        for nom, contenu in gestes.items():
            cible.writestr(nom, contenu)
    return sortie.getvalue()


def avec_lien(docx: bytes, genre: str, cible: str, mode: str = "External") -> bytes:
    """Ajoute une relation (image, objet…) vers l'extérieur."""
    lien = f'<Relationship Id="rIdX" Type="{ESPACE}/{genre}" Target="{cible}" TargetMode="{mode}"/>'
    fin = b"</Relationships>"
    return retoucher(docx, rels=lambda b: b.replace(fin, lien.encode() + fin))


def image_liee(cible: str) -> bytes:
    """Un document dont l'image n'est pas incorporée mais liée à `cible` (http://… ou file://…)."""
    dessin = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="i"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.'
        'openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="i"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="' + ESPACE + '" r:link="rIdX"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    return _avec_corps(avec_lien(modele("Une image liée"), "image", cible), dessin)


def champ(instruction: str) -> bytes:
    """Un document dont un champ Word, coupé en deux morceaux, va chercher ailleurs."""
    moitie = len(instruction) // 2
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{morceau}</w:instrText></w:r>'
        for morceau in (instruction[:moitie], instruction[moitie:])
    )
    bord = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return _avec_corps(modele("Un champ"), f"<w:p>{bord.format('begin')}{runs}{bord.format('end')}</w:p>")


def _avec_corps(docx: bytes, xml: str) -> bytes:
    """Ajoute du XML à la fin du corps."""
    return retoucher(docx, document=lambda b: b.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1))


def bombe() -> bytes:
    """Une archive de quelques centaines de Ko qui se déplie en 70 Mo."""
    return retoucher(modele("Une bombe"), **{"word/media/zeros.bin": b"\x00" * (70 * 1024 * 1024)})


def entites() -> bytes:
    """Un « milliard de rires » dans le corps."""
    tete = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return retoucher(modele("Des entités"), document=lambda b: tete + b[b.index(b"?>") + 2 :])


def fichier_lu() -> bytes:
    """Une entité qui lirait un fichier de la machine."""
    tete = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return retoucher(modele("&x;"), document=lambda b: tete + b[b.index(b"?>") + 2 :].replace(b"&amp;x;", b"&x;"))


INJECTIONS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__['os'].environ }}",
    "{{ beneficiaire.items() }}",
    "{{ beneficiaire.nom.upper() }}",
    "{{ beneficiaire|attr('__class__') }}",
    "{{ '%s' % beneficiaire.__class__ }}",
    "{{ ''.format.__self__ }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% macro a() %}{{ caller() }}{% endmacro %}{{ a() }}",
    "{{ request.environ }}",
    "{{ config }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ loop.__class__ }}",
    "{{ [].append(1) }}",
    "{{ namespace(a=1) }}",
)
DEMESURES = (
    "{% for i in range(10**9) %}x{% endfor %}",
    "{{ 'a' * 10**10 }}",
    "{{ 9 ** (9 ** 9) }}",
    "{% for a in 'x' * 90000 %}{% for b in 'x' * 90000 %}{{ a }}{% endfor %}{% endfor %}",
    "{% set a = 'x' * 10000000 %}{% for i in 'abcdefghijklmnopqrst' %}{{ a }}{% endfor %}",
)
