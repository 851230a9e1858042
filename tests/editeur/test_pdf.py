"""Le PDF d'un document : PDF/A balisé, polices incorporées ; rien n'est allé chercher ailleurs."""

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pikepdf
import pytest
from PIL import Image as Pillow

from jalon.editeur.moteur import PdfIndisponible, en_pdf, en_pdfs, is_pdf_possible, pdf
from tests.editeur import gabarits
from tests.editeur.lecture_pdf import balises, polices_non_incorporees, texte_du_pdf, version_pdf_a

pytestmark = [
    pytest.mark.lent,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n’est pas sur cette machine"),
]


@pytest.fixture(scope="module")
def rendus():
    """Deux documents d'un seul appel."""
    return en_pdfs([gabarits.modele("Bonjour Élise"), gabarits.modele("Au revoir")])


def test_un_appel_fait_plusieurs_pdf(rendus):
    assert "Bonjour Élise" in texte_du_pdf(rendus[0])
    assert "Au revoir" in texte_du_pdf(rendus[1])


def test_le_pdf_est_a_balise_et_ses_polices_sont_incorporees(rendus):
    with pikepdf.open(BytesIO(rendus[0])) as lu:
        assert version_pdf_a(lu) == "2B"
        assert balises(lu)
        assert polices_non_incorporees(lu) == []


class _Compteur(BaseHTTPRequestHandler):
    vus: list[str] = []

    def do_GET(self):
        self.vus.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_):
        """Rien à dire."""


@pytest.fixture
def serveur():
    _Compteur.vus = []
    http = HTTPServer(("127.0.0.1", 0), _Compteur)
    fil = threading.Thread(target=http.serve_forever, daemon=True)
    fil.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()
    fil.join()


def test_une_image_liee_n_est_ni_cherchee_ni_lue(serveur, tmp_path, monkeypatch):
    """Même sans l'espace réseau vide : le profil de LibreOffice suffit."""
    monkeypatch.setattr(pdf, "_sans_reseau", lambda: ())
    secrete = tmp_path / "secret.png"
    Pillow.new("RGB", (50, 50), "red").save(secrete)
    documents = [gabarits.image_liee(f"{serveur}/x.png"), gabarits.image_liee(f"file://{secrete}")]
    for rendu in en_pdfs(documents):
        with pikepdf.open(BytesIO(rendu)) as lu:
            assert [len(page.get_images()) for page in lu.pages] == [0]
    assert _Compteur.vus == []


def test_sans_libreoffice_la_raison_se_lit(monkeypatch):
    monkeypatch.setattr(pdf, "programme", lambda: None)
    assert not is_pdf_possible()
    with pytest.raises(PdfIndisponible, match="n’est pas installé"):
        en_pdf(gabarits.modele("x"))


def test_un_pdf_trop_long_est_abandonne_et_ses_processus_meurent(tmp_path, monkeypatch):
    lent = tmp_path / "soffice"
    lent.write_text("#!/bin/sh\nsleep 43217 &\nsleep 43217\n")
    lent.chmod(0o755)
    monkeypatch.setattr(pdf, "programme", lambda: str(lent))
    monkeypatch.setattr(pdf, "DELAI", 1)
    with pytest.raises(PdfIndisponible, match="trop de temps"):
        en_pdf(gabarits.modele("x"))
    vivants = subprocess.run(["pgrep", "-f", "sleep 43217"], capture_output=True, text=True).stdout
    assert vivants.strip() == ""
