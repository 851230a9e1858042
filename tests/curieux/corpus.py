"""Ce qu'un curieux, un robot ou un collage malheureux envoie : valeurs, fichiers, en-têtes."""

from tests.documents import fichiers

VALEURS = (
    "", " ", "0", "-0", "-1", "1", "999999", "1e400", "-1e400", "1e-400", "NaN", "Infinity", "-inf", "9" * 19,
    "9" * 400, "0x41", "1_000", "٣٢١", "²", "Ⅷ", "½", "1,5,5", "1.000.000,00", "0,004", "12:99", "25h00", "-7h",
    "31/02/2026", "00/00/0000", "01/01/0001", "31/12/9999", "2026-02-30", "9999-12-31", "0001-01-01", "2026-W53",
    "2026-03-29 02:30", "29/03/2026", "24:00", "23:59:60", "hier", "None", "null", "undefined", "true", "on", "[]",
    "{}", "[1]", "[[1,2],[3,4]]", '{"a": "\\ud800"}', '[{"x": 1e999}]', '"', "[" * 3000, '{"lignes": 3}',
    "a\x00b", "\x00", "\ud800", "\udfff\ud800", "\x7f\x1b[31m", "\x85\u2028\u2029", "\u202eשלום مرحبا", "\u200b",
    "\ufeff", "\ufffe", "👩\u200d👧", "é" * 5000, "e\u0301" * 800, "ﷺ" * 300, "İıß", "x" * 100_000,
    "\r\nX-Forge: oui", "%0d%0aX-Forge:%20oui", "../../../etc/passwd", "..\\..\\x", "C:\\x", "/",
    "//exemple.org", "/\\exemple.org",
    "javascript:alert(1)", "<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "{{ 7*7 }}{% now %}",
    "${7*7}", "=1+1", "@SUM(A1)", "' OR 1=1 --", "'; DROP TABLE x; --", "1) UNION SELECT 1 --", "%", "_", "\\",
    "(", "[", "*", "-created_at", "pk", "?", "beneficiaire__courriel", "__class__", "-", "--", "a@b",
    "a@b.c\r\nBcc: x@y.z",
    "+33199001122", "tel:+33", "00000", "p1", "s1", "p-1", "x9", "1,2,3", "1;2", "data:image/png;base64,AAAA",
    "data:image/png;base64,!!!!", "http://127.0.0.1:1/", "file:///etc/passwd",
)  # fmt: skip

PARAMETRES = (
    "page", "tri", "q", "vue", "le", "debut", "fin", "onglet", "de", "retour", "suite", "personnes", "lieux",
    "mode", "curseur", "statut", "portee", "volet", "version", "prestation", "dossier", "financeur", "convention",
    "choix", "nombre", "colonne", "ordre", "deplacer", "pour", "sauf", "strict", "role", "type", "numero",
    "groupe",
)  # fmt: skip

EN_TROP = {
    "id": "1", "pk": "1", "version": "999", "statut": "termine", "etat": "publie", "centre": "1", "cree_par": "1",
    "is_active": "on", "is_superuser": "on", "is_staff": "on", "est_superutilisateur": "on",
    "droits": "admin.ecriture",
    "profil": "1", "dossier": "1", "utilisateur": "1", "auteur": "1", "numero": "2026-000001",
    "annule_at": "2026-01-01",
    "created_at": "2020-01-01", "empreinte": "0" * 64, "password": "x",
}  # fmt: skip

ENTETES = (
    {},
    {},
    {"HX-Request": "true"},
    {"HX-Request": "true", "HX-Boosted": "true"},
    {"HX-Request": "true", "HX-Target": '"><script>', "HX-Trigger": "é\x01", "HX-Prompt": "x" * 4000},
    {"HX-Request": "oui", "HX-Current-URL": "http://[", "Referer": "http://[::1"},
    {"HX-Request": "true", "HX-Current-URL": "https://exemple.org/?%ff", "HX-Current-URL-URI-AutoEncoded": "true"},
    {"Referer": "javascript:alert(1)", "Accept": "*/*;q=NaN", "Accept-Language": "x" * 600},
    {"X-Forwarded-For": "' , <x>, 999.1.1.1", "User-Agent": "\x01" * 600, "Accept-Encoding": "zz;q=9"},
    {"If-Modified-Since": "hier", "If-None-Match": '"', "Range": "bytes=9-1,-0,a-b", "X-Requested-With": "\xff"},
    {"Cookie": "jalon_session=\x01; jalon_csrf=x; theme=<x>; messages=abc:def; sessionid"},
)

NOMS = (
    "note.txt", "../../evasion.txt", "..\\x.txt", "a\r\nX-Forge: oui.txt", "nul\x00.pdf", "é" * 300 + ".pdf", "",
    ".", "con.txt", "photo.png", "modele.docx", "donnees.xlsx", "photo.png.exe", "\u202efdp.exe", "a\ud800.pdf",
    '"x".pdf',
)  # fmt: skip


def contenus() -> tuple[bytes, ...]:
    """De petits fichiers, vrais, tronqués ou menteurs."""
    image, pdf, docx = fichiers.image(), fichiers.pdf(), fichiers.docx()
    return (
        b"", b"\x00", b"Bonjour", image, image[:60], pdf, pdf[:80], docx, docx[: len(docx) // 2],
        b"PK\x03\x04" + b"\xff" * 90,
        b"%PDF-1.7\n" + image, b"GIF89a/*" + b"<script>alert(1)</script>", b"\x89PNG\r\n\x1a\n" + b"\xff" * 200,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"\xff\xfe" + "a,b\n".encode("utf-16-le"),
        b"nom;prenom\n=1+1;\x00\n", b"From: x\n\n" + b"\xff" * 50, b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
    )  # fmt: skip
