"""Copie les fichiers tiers de l'interface, depuis node_modules vers le dossier servi (ignoré par git).

Ne refait rien si rien n'a changé : l'empreinte des entrées est gardée à côté des copies.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

DEPOT = Path(__file__).resolve().parents[1]
MODULES = DEPOT / "node_modules"
VENDOR = DEPOT / "src" / "jalon" / "ui" / "static" / "vendor"
ICONES = DEPOT / "scripts" / "icones.txt"
EMPREINTE = ".empreinte"

FICHIERS = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tom-select.complete.min.js": "tom-select/dist/js/tom-select.complete.min.js",
    "tom-select.css": "tom-select/dist/css/tom-select.css",
    "event-calendar.min.js": "@event-calendar/build/dist/event-calendar.min.js",
    "event-calendar.min.css": "@event-calendar/build/dist/event-calendar.min.css",
    "signature_pad.umd.min.js": "signature_pad/dist/signature_pad.umd.min.js",
    "inter.css": "@fontsource-variable/inter/index.css",
}
POLICES = "@fontsource-variable/inter/files"
LICENCES = (
    "htmx.org",
    "@tabler/core",
    "@tabler/icons",
    "tom-select",
    "@event-calendar/build",
    "signature_pad",
    "@fontsource-variable/inter",
)

CARTE_DES_SOURCES = re.compile(r"\n?(?:/\*|//)# sourceMappingURL=[^\n]*?(?:\*/|$)", re.MULTILINE)
CONTENU_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
CADRE_VIDE = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')


class VendorErreur(Exception):
    """Un fichier attendu manque : la phrase dit lequel."""


def lire(chemin: str) -> str:
    """Texte d'un fichier de node_modules ; lève VendorErreur s'il manque."""
    source = MODULES / chemin
    if not source.is_file():
        raise VendorErreur(f"Il manque node_modules/{chemin} : lancer « npm ci --ignore-scripts ».")
    return source.read_text(encoding="utf-8")


def noms_icones(texte: str) -> list[str]:
    """Noms de la liste, sans commentaire ni doublon, dans l'ordre alphabétique."""
    lignes = (ligne.split("#")[0].strip() for ligne in texte.splitlines())
    return sorted({ligne for ligne in lignes if ligne})


def symbole(nom: str) -> str:
    """`<symbol>` d'une icône ; « filled/nom » prend la variante pleine et garde ce nom, `/` devenu `-`."""
    chemin = nom if "/" in nom else f"outline/{nom}"
    source = MODULES / "@tabler" / "icons" / "icons" / f"{chemin}.svg"
    if not source.is_file():
        raise VendorErreur(f"L’icône « {nom} » de scripts/icones.txt n’existe pas dans Tabler Icons.")
    dessin = CADRE_VIDE.sub("", CONTENU_SVG.search(source.read_text(encoding="utf-8")).group(1))
    plein = ' fill="currentColor"' if nom.startswith("filled/") else ""
    corps = re.sub(r"\s*\n\s*", "", dessin).strip()
    return f'<symbol id="{nom.replace("/", "-")}" viewBox="0 0 24 24"{plein}>{corps}</symbol>'


def sprite(noms: list[str]) -> str:
    """La planche d'icônes servie par l'interface."""
    corps = "\n".join(symbole(nom) for nom in noms)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{corps}\n</svg>\n'


def empreinte() -> str:
    """Empreinte des entrées : ce script, la liste d'icônes et les versions installées."""
    somme = hashlib.sha256(Path(__file__).read_bytes() + ICONES.read_bytes())
    for paquet in LICENCES:
        somme.update(json.loads(lire(f"{paquet}/package.json"))["version"].encode())
    return somme.hexdigest()


def copier_polices(style: str) -> None:
    """Copie les seules polices que la feuille de style nomme."""
    (VENDOR / "files").mkdir()
    for nom in sorted(set(re.findall(r"files/([\w-]+\.woff2)", style))):
        shutil.copyfile(MODULES / POLICES / nom, VENDOR / "files" / nom)


def copier_licences() -> None:
    """Chaque fichier tiers est servi avec la licence de son paquet."""
    (VENDOR / "licences").mkdir()
    for paquet in LICENCES:
        for source in sorted((MODULES / paquet).glob("LICENSE*")):
            nom = paquet.strip("@").replace("/", "-").replace(".", "-")
            shutil.copyfile(source, VENDOR / "licences" / f"{nom}.txt")


def copier() -> None:
    """Refait le dossier en entier ; l'empreinte est écrite en dernier."""
    planche = sprite(noms_icones(ICONES.read_text(encoding="utf-8")))
    textes = {nom: CARTE_DES_SOURCES.sub("", lire(chemin)) for nom, chemin in FICHIERS.items()}
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for nom, texte in (textes | {"icones.svg": planche}).items():
        (VENDOR / nom).write_text(texte, encoding="utf-8")
    copier_polices(textes["inter.css"])
    copier_licences()
    (VENDOR / EMPREINTE).write_text(empreinte())


def mettre_a_jour() -> bool:
    """Met le dossier à jour ; vrai si quelque chose a été refait. Lève VendorErreur."""
    marque = VENDOR / EMPREINTE
    if marque.is_file() and marque.read_text() == empreinte():
        return False
    copier()
    return True


def main() -> int:
    try:
        refait = mettre_a_jour()
    except VendorErreur as erreur:
        print(f"vendor : {erreur}", file=sys.stderr)
        return 1
    print("Fichiers tiers de l’interface : " + ("copiés." if refait else "à jour."))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
