"""La documentation dit vrai : liens, commandes, variables, mots et images existent."""

import re
import struct
from pathlib import Path

import pytest
from django.apps import apps

DEPOT = Path(__file__).resolve().parents[1]
IMAGES = DEPOT / "docs" / "images"
POIDS_MAX = 200 * 1024  # octets par image
LARGEURS = {1440, 2 * 390}  # pixels : bureau, et téléphone à deux points par pixel

LIEN = re.compile(r"\]\(([^)\s]+)\)|\b(?:src|href)=\"([^\"]+)\"")
TITRE = re.compile(r"^#+\s+(.+)$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    """Les pages écrites du dépôt."""
    return sorted([*DEPOT.glob("*.md"), *(DEPOT / "docs").rglob("*.md")])


def nom(page: Path) -> str:
    return str(page.relative_to(DEPOT))


pages = pytest.mark.parametrize("page", documents(), ids=nom)


def ancre(titre: str) -> str:
    """L'ancre d'un titre, comme les forges la calculent."""
    return re.sub(r"[^\w\- ]", "", titre.lower()).replace(" ", "-")


def est_valide(page: Path, lien: str) -> bool:
    """Vrai si un lien relatif mène à un fichier du dépôt, et son ancre à un titre de ce fichier."""
    chemin, _, fragment = lien.partition("#")
    cible = (page.parent / chemin).resolve() if chemin else page
    if not cible.exists() or not cible.is_relative_to(DEPOT):
        return False
    return not fragment or fragment in {ancre(t) for t in TITRE.findall(cible.read_text(encoding="utf-8"))}


def liens_relatifs(page: Path) -> list[str]:
    texte = CODE.sub("", page.read_text(encoding="utf-8"))
    liens = [a or b for a, b in LIEN.findall(texte)]
    return [lien for lien in liens if not re.match(r"[a-z]+:", lien)]


@pytest.mark.parametrize("attendu", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_les_pages_attendues_existent(attendu):
    assert (DEPOT / attendu).is_file()


@pages
def test_chaque_lien_relatif_mene_quelque_part(page):
    assert [lien for lien in liens_relatifs(page) if not est_valide(page, lien)] == []


@pages
def test_chaque_commande_make_citee_existe(page):
    cibles = set(re.findall(r"^([a-z-]+):", (DEPOT / "Makefile").read_text(), re.MULTILINE))
    citees = set(re.findall(r"(?:^|`|\s)make ([a-z][a-z-]*)", _code(page)))
    assert citees - cibles == set()


@pages
def test_chaque_commande_jalon_citee_existe(page):
    from django.core.management import get_commands

    citees = set(re.findall(r"\bjalon ([a-z_]{4,})\b", _code(page)))
    assert citees - set(get_commands()) == set()


def _code(page: Path) -> str:
    """Le code de la page : blocs et mots entre accents graves."""
    texte = page.read_text(encoding="utf-8")
    return "\n".join([*CODE.findall(texte), *re.findall(r"`[^`\n]+`", CODE.sub("", texte))])


def test_chaque_variable_lue_est_documentee_et_chaque_variable_documentee_est_lue():
    reglages = (DEPOT / "src" / "jalon" / "config" / "settings").glob("*.py")
    sources = [*reglages, *(DEPOT / "scripts").glob("*.py")]
    texte = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    lues = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", texte)) | set(
        re.findall(r"environ\.get\(\"([A-Z_]+)\"", texte)
    )
    page = (DEPOT / "docs" / "exploitation" / "variables.md").read_text(encoding="utf-8")
    documentees = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))
    assert documentees - {"DJANGO_SETTINGS_MODULE", "PYTHON"} == lues - {"PATH"}


def test_chaque_modele_est_au_glossaire():
    glossaire = (DEPOT / "docs" / "glossaire.md").read_text(encoding="utf-8")
    noms = [modele.__name__ for modele in apps.get_models() if modele.__module__.startswith("jalon.")]
    assert [un for un in noms if f"`{un}`" not in glossaire] == []


def test_chaque_piece_est_dans_l_architecture():
    texte = (DEPOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    pieces = [dossier.parent.name for dossier in (DEPOT / "src" / "jalon").glob("*/apps.py")]
    assert [piece for piece in pieces if f"`{piece}`" not in texte] == []


def test_chaque_registre_est_dans_l_architecture():
    texte = (DEPOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    sources = (DEPOT / "src" / "jalon").rglob("*.py")
    declares = {
        trouve
        for source in sources
        for trouve in re.findall(r"^([A-Z_]+): \"?Registre\b", source.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert declares
    assert {un for un in declares if f"`{un}`" not in texte} == set()


def test_chaque_decision_est_a_l_index():
    dossier = DEPOT / "docs" / "decisions"
    index = liens_relatifs(dossier / "README.md")
    decisions = [page.name for page in dossier.glob("0*.md")]
    assert sorted(index) == sorted(decisions)


def test_chaque_decision_dit_contexte_decision_et_consequences():
    attendus = ["Contexte", "Décision", "Conséquences"]
    pages_ = sorted((DEPOT / "docs" / "decisions").glob("0*.md"))
    fautives = [nom(p) for p in pages_ if TITRE.findall(p.read_text(encoding="utf-8"))[1:] != attendus]
    assert fautives == []


def test_la_version_du_code_a_sa_section_au_changelog():
    from jalon import __version__

    majeure_mineure = ".".join(__version__.split(".")[:2])
    assert f"\n## {majeure_mineure}" in (DEPOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("image", sorted(IMAGES.glob("*.png")), ids=lambda image: image.name)
def test_une_image_est_legere_et_a_la_largeur_d_un_ecran(image):
    entete = image.read_bytes()[:24]
    assert entete.startswith(b"\x89PNG")
    assert struct.unpack(">I", entete[16:20])[0] in LARGEURS
    assert image.stat().st_size <= POIDS_MAX


def test_chaque_image_vient_de_la_commande():
    prises = set(re.findall(r"Prise\(\"([\w-]+)\"", (DEPOT / "scripts" / "prises_de_vue.py").read_text()))
    visite = (DEPOT / "tests" / "parcours" / "test_visite.py").read_text(encoding="utf-8")
    prises |= set(re.findall(r"photo\(\w+, \"([\w-]+)\"\)", visite.split("def jours_tenus")[1]))
    assert {image.stem for image in IMAGES.glob("*.png")} == prises
