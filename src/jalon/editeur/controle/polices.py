"""Les polices d'un modèle que ce serveur n'a pas, et que le PDF remplacerait."""

import re
import shutil
import subprocess
import zipfile
from functools import cache
from io import BytesIO

# Même chasse, lettre pour lettre : le remplacement ne se voit pas.
JUMELLES = {
    "calibri": "carlito",
    "cambria": "caladea",
    "arial": "liberation sans",
    "helvetica": "liberation sans",
    "times new roman": "liberation serif",
    "times": "liberation serif",
    "courier new": "liberation mono",
    "courier": "liberation mono",
    "arial narrow": "liberation sans narrow",
}
SYMBOLES = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "cambria math"})
DELAI = 5  # secondes
PARTIES = re.compile(r"word/(document|styles|header\d*|footer\d*|numbering)\.xml")
ECRITES = re.compile(r'w:(?:ascii|hAnsi)="([^"]{1,80})"')
DU_THEME = re.compile(r'w:(?:ascii|hAnsi)Theme="')
LATINES = re.compile(r'<a:latin typeface="([^"]{1,80})"')


@cache
def polices_presentes() -> frozenset[str]:
    """Les familles installées, en minuscules ; vide quand on ne peut pas les lister."""
    programme = shutil.which("fc-list")
    if programme is None:
        return frozenset()
    try:
        lu = subprocess.run([programme, ":", "family"], capture_output=True, text=True, timeout=DELAI, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(
        nom.strip().lower() for ligne in lu.stdout.splitlines() for nom in ligne.split(",") if nom.strip()
    )


def polices_employees(contenu: bytes) -> set[str]:
    """Les polices qu'un .docx nomme, thème compris quand un style s'en sert."""
    noms: set[str] = set()
    with zipfile.ZipFile(BytesIO(contenu)) as archive:
        textes = {
            nom: archive.read(nom).decode("utf-8", "replace")
            for nom in archive.namelist()
            if PARTIES.fullmatch(nom) or nom == "word/theme/theme1.xml"
        }
    theme = textes.pop("word/theme/theme1.xml", "")
    for texte in textes.values():
        noms |= set(ECRITES.findall(texte))
    if any(DU_THEME.search(texte) for texte in textes.values()):
        noms |= set(LATINES.findall(theme))
    return {nom for nom in noms if not nom.startswith("+")}


def polices_remplacees(contenu: bytes) -> list[str]:
    """Celles que le PDF remplacera par une autre, visiblement ; aucune si l'on ne sait pas ce qui est installé."""
    presentes = polices_presentes()
    if not presentes:
        return []
    return sorted(nom for nom in polices_employees(contenu) if not _est_la(nom.lower(), presentes))


def _est_la(nom: str, presentes: frozenset[str]) -> bool:
    return nom in presentes or nom in SYMBOLES or JUMELLES.get(nom) in presentes
