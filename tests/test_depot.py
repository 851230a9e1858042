"""Le dépôt lui-même : ce qu'un fichier suivi par git ne doit jamais contenir, et ce qu'il doit dire."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

DEPOT = Path(__file__).resolve().parents[1]
SOURCES = {".py", ".html", ".js", ".css", ".sh"}
LIGNES_MAX = 500
BINAIRES = {".png", ".jpg", ".webp", ".pdf", ".docx", ".woff2", ".ico", ".sqlite3"}

# Écrits en morceaux pour que ce fichier ne se dénonce pas.
REGISTRES = ("py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org")
CHEMINS = ("/wo" + "rk/", "/ro" + "ot/", "/t" + "mp/brief", "/ho" + "me/")


def suivis() -> list[Path]:
    """Fichiers que git suit ou suivrait, présents sur le disque."""
    commande = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    sortie = subprocess.run(commande, cwd=DEPOT, capture_output=True, text=True, check=True).stdout
    return [DEPOT / nom for nom in sortie.split("\0") if nom and (DEPOT / nom).is_file()]


@pytest.fixture(scope="module")
def textes() -> dict[str, str]:
    """Texte de chaque fichier du dépôt, par son chemin."""
    return {
        str(chemin.relative_to(DEPOT)): chemin.read_text(encoding="utf-8")
        for chemin in suivis()
        if chemin.suffix not in BINAIRES
    }


def contenant(textes: dict[str, str], mots: tuple[str, ...]) -> list[str]:
    return [f"{nom} : {mot}" for nom, texte in textes.items() for mot in mots if mot in texte]


def test_aucun_fichier_ne_nomme_un_registre_de_paquets(textes):
    assert contenant(textes, REGISTRES) == []


def test_aucun_fichier_ne_nomme_un_chemin_de_machine(textes):
    assert contenant(textes, CHEMINS) == []


def test_aucun_fichier_source_ne_depasse_500_lignes(textes):
    longs = [
        f"{nom} : {len(texte.splitlines())} lignes"
        for nom, texte in textes.items()
        if Path(nom).suffix in SOURCES and "/migrations/" not in nom and len(texte.splitlines()) > LIGNES_MAX
    ]
    assert longs == []


def test_aucun_fichier_tiers_nest_dans_le_depot():
    tiers = [str(c) for c in suivis() if re.search(r"\.min\.(js|css)$|\.woff2?$|/vendor/|node_modules", str(c))]
    assert tiers == []


def demandes() -> list[str]:
    projet = tomllib.loads((DEPOT / "pyproject.toml").read_text())["project"]
    return projet["dependencies"] + projet["optional-dependencies"]["test"]


def test_chaque_dependance_dit_sa_raison(textes):
    texte = textes["pyproject.toml"]
    assert [une for une in demandes() if not re.search(rf'"{re.escape(une)}",\s+# \S+', texte)] == []


def test_les_verrous_portent_une_empreinte_et_une_version_exacte():
    for verrou in sorted((DEPOT / "requirements").glob("*.txt")):
        blocs = re.split(r"\n(?=[a-z0-9])", verrou.read_text())
        paquets = [bloc for bloc in blocs if not bloc.startswith("#")]
        assert paquets
        assert [b.split()[0] for b in paquets if "==" not in b.split()[0] or "--hash=sha256:" not in b] == []


def test_les_verrous_couvrent_pyproject():
    verrou = (DEPOT / "requirements" / "test.txt").read_text()
    noms = {re.match(r"[\w.-]+", demande)[0].lower() for demande in demandes()}
    assert {nom for nom in noms if not re.search(rf"^{re.escape(nom)}==", verrou, re.MULTILINE)} == set()


def test_un_commit_ne_laisse_ni_brouillon_ni_marque_de_conflit(textes):
    marques = ("<" * 7 + " ", ">" * 7 + " ", "TO" + "DO", "FIX" + "ME")
    assert contenant(textes, marques) == []
