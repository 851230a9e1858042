"""Un fichier s'examine sur son contenu, avant tout usage (issue 5, « Bad input »)."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from jalon.documents.examen import examiner
from jalon.documents.rendu_pdf import dessiner
from jalon.socle.erreurs import Refus

from . import fichiers


def refus(contenu: bytes, nom: str) -> str:
    with pytest.raises(Refus) as leve:
        examiner(BytesIO(contenu), nom)
    assert leve.value.champ == "fichiers"
    return leve.value.message


@pytest.mark.parametrize(
    ("nom", "contenu", "mime"),
    [
        ("contrat.pdf", fichiers.pdf(), "application/pdf"),
        ("photo.JPG", fichiers.image("JPEG"), "image/jpeg"),
        ("photo.jpeg", fichiers.image("JPEG"), "image/jpeg"),
        ("schéma.png", fichiers.image("PNG"), "image/png"),
        ("signe.gif", fichiers.image("GIF"), "image/gif"),
        ("plan.webp", fichiers.image("WEBP"), "image/webp"),
        ("notes.txt", "Élève".encode(), "text/plain"),
        ("notes.txt", "Élève".encode("cp1252"), "text/plain"),
        ("heures.csv", b"a;b\n1;2\n", "text/csv"),
        ("mot.eml", fichiers.courriel(), "message/rfc822"),
        ("cv.docx", fichiers.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (
            "cv.odt",
            fichiers.archive(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")),
            "application/vnd.oasis.opendocument.text",
        ),
        ("vieux.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "application/msword"),
        ("note.rtf", b"{\\rtf1\\ansi Bonjour}", "application/rtf"),
        ("pieces.zip", fichiers.archive(("a.txt", b"a")), "application/zip"),
    ],
)
def test_un_fichier_permis_a_le_type_de_son_contenu(nom, contenu, mime):
    examen = examiner(BytesIO(contenu), nom)
    assert examen.type_mime == mime
    assert examen.octets == len(contenu)
    assert len(examen.empreinte) == 64


def test_un_fichier_vide_est_refuse():
    assert "est vide" in refus(b"", "vide.pdf")


def test_un_fichier_de_16_mo_est_refuse(settings):
    assert "15" in refus(b"a" * (16 * 1024 * 1024), "gros.txt")
    settings.TAILLE_MAX_MO = 1
    assert "1\u00a0Mo" in refus(b"a" * (1024 * 1024 + 1), "gros.txt")


@pytest.mark.parametrize("nom", ["virus.exe", "page.html", "dessin.svg", "macro.docm", "sans_extension", "a.js"])
def test_un_type_hors_liste_est_refuse_et_dit_ce_qui_l_est(nom):
    assert "PDF, images, Word" in refus(b"MZ", nom)


@pytest.mark.parametrize(
    ("nom", "contenu"),
    [
        ("contrat.pdf", b"MZ\x90\x00" + b"\0" * 300),
        ("photo.png", fichiers.pdf()),
        ("photo.jpg", b"<html><script>alert(1)</script></html>"),
        ("cv.docx", fichiers.archive(("a.txt", b"a"))),
        ("cv.docx", fichiers.image()),
        ("tableur.xlsx", fichiers.docx()),
        ("cv.odt", fichiers.docx()),
        ("vieux.doc", fichiers.pdf()),
    ],
)
def test_une_mauvaise_extension_est_refusee(nom, contenu):
    assert "n’a pas le contenu que son nom annonce" in refus(contenu, nom)


@pytest.mark.parametrize(
    ("nom", "contenu"),
    [
        ("photo.png", fichiers.image() + fichiers.archive(("a.exe", b"MZ"))),
        ("contrat.pdf", fichiers.pdf() + fichiers.archive(("a.exe", b"MZ"))),
        ("photo.gif", b"GIF89a/*%PDF-1.4" + fichiers.image("GIF")[6:]),
        ("photo.jpg", fichiers.image("JPEG") + b"<script>alert(1)</script>"),
        ("photo.png", fichiers.image() + b"<?php system($_GET[0]); ?>"),
    ],
)
def test_un_polyglotte_est_refuse(nom, contenu):
    assert "second fichier" in refus(contenu, nom)


def test_un_pdf_coupe_est_refuse():
    assert "incomplet" in refus(fichiers.pdf()[:300], "coupe.pdf")


def test_une_bombe_zip_est_refusee():
    assert "démesuré" in refus(fichiers.archive(("zeros.txt", b"\0" * (30 * 1024 * 1024))), "bombe.zip")
    nombreuses = fichiers.archive(*[(f"{rang}.txt", b"") for rang in range(2001)])
    assert "démesuré" in refus(nombreuses, "nombreuses.zip")


def test_des_entrees_qui_se_chevauchent_sont_refusees():
    """La bombe de Fifield : un même noyau compressé compté par chaque entrée."""
    entier = bytearray(fichiers.archive(("a.txt", b"bonjour" * 50), compression=zipfile.ZIP_STORED))
    place = entier.rindex(b"PK\x01\x02")
    entree = bytes(entier[place : place + 46 + 5])
    fin = bytearray(entier[place + 46 + 5 :])
    fin[8:10] = fin[10:12] = (20).to_bytes(2, "little")
    fin[12:16] = (len(entree) * 20).to_bytes(4, "little")
    assert "refusé" in refus(bytes(entier[:place]) + entree * 20 + bytes(fin), "chevauche.zip")


@pytest.mark.parametrize("declaration", [b"<!DOCTYPE x [<!ENTITY a 'aaa'>]>", "<!DOCTYPE x>".encode("utf-16")])
def test_une_bombe_xml_est_refusee(declaration):
    assert "XML" in refus(fichiers.docx(corps=declaration + b"<w:document/>"), "bombe.docx")


@pytest.mark.parametrize(
    ("entree", "phrase"),
    [
        ("installer.exe", "programme"),
        ("page.html", "programme"),
        ("../../etc/passwd.txt", "chemins"),
        ("/etc/passwd.txt", "chemins"),
        ("C:/x.txt", "chemins"),
        ("autre.zip", "autre archive"),
    ],
)
def test_une_archive_s_inspecte_entree_par_entree(entree, phrase):
    assert phrase in refus(fichiers.archive((entree, b"x")), "pieces.zip")


def test_une_archive_protegee_ou_abimee_est_refusee():
    protegee = bytearray(fichiers.archive(("a.txt", b"a")))
    protegee[protegee.index(b"PK\x01\x02") + 8] |= 1
    assert "mot de passe" in refus(bytes(protegee), "protegee.zip")
    assert "abîmée" in refus(b"PK\x03\x04" + b"\0" * 100, "abimee.zip")


def test_des_macros_sont_refusees():
    assert "macros" in refus(fichiers.docx(("word/vbaProject.bin", b"x")), "cv.docx")


def test_une_image_de_30_000_pixels_est_refusee():
    assert "pixels" in refus(fichiers.image(taille=(30_000, 1)), "large.png")
    sortie = BytesIO()
    Image.new("1", (15_000, 15_000)).save(sortie, "PNG")
    assert "pixels" in refus(sortie.getvalue(), "immense.png")


def test_une_image_coupee_est_refusee():
    assert "incomplète" in refus(fichiers.image()[:60], "coupee.png")


def test_du_binaire_n_est_pas_du_texte():
    assert "n’est pas un fichier de texte" in refus(b"\x00\x01\x02", "notes.txt")
    assert "n’est pas un fichier de texte" in refus(b"\x07bip", "notes.csv")
    assert "n’est pas un courriel" in refus(b"bonjour", "mot.eml")


def test_les_pages_d_un_pdf_se_comptent_et_se_dessinent():
    examen = examiner(BytesIO(fichiers.pdf(pages=3)), "trois.pdf")
    assert examen.pages == 3
    page = dessiner(examen.contenu, 3)
    assert page.pages == 3
    assert Image.open(BytesIO(page.image)).width == 1100
    assert dessiner(examen.contenu, 4) is None


def test_un_pdf_illisible_se_garde_sans_apercu():
    """Protégé ou bancal, il peut être une vraie pièce : on le garde, on ne le montre pas."""
    assert examiner(BytesIO(b"%PDF-1.4\nrien\n%%EOF"), "bancal.pdf").pages is None
