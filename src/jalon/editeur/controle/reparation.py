"""Recoller les marqueurs que Word coupe, traduire l'autre notation ; le reste du document ne change pas.

Word coupe un mot en morceaux dès qu'on le corrige : `{{ dossier.num` et `ero }}`. Le moteur les lirait peut-être,
mais l'autre notation et les guillemets courbes, non : ils se réparent ici, une fois, au dépôt.
"""

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from .autre_notation import AUTRE, traduire

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ESPACES = "{http://www.w3.org/XML/1998/namespace}space"
PARTIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
MARQUEUR = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{d\.[^{}]*\}", re.DOTALL)
REDRESSE = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " "}
)


@dataclass
class Reparation:
    """Le document réparé, le texte de chacune de ses parties, et ce qui y a changé."""

    contenu: bytes = b""
    textes: list[str] = field(default_factory=list)
    recolles: list[str] = field(default_factory=list)
    convertis: list[tuple[str, str]] = field(default_factory=list)
    non_repris: list[str] = field(default_factory=list)


def reparer(contenu: bytes) -> Reparation:
    """Répare un .docx déjà jugé sûr. Le même fichier, à l'octet près, si rien n'est à réparer."""
    reparation = Reparation(contenu)
    neuves: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(contenu)) as archive:
        for nom in sorted(archive.namelist()):
            if PARTIES.fullmatch(nom):
                octets = _partie(archive.read(nom), reparation)
                if octets is not None:
                    neuves[nom] = octets
        if neuves:
            reparation.contenu = _recrire(archive, neuves)
    return reparation


def _partie(octets: bytes, reparation: Reparation) -> bytes | None:
    """La partie réparée, ou None si rien n'y change ; note ses textes et ses réparations."""
    lecteur = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    racine = etree.fromstring(octets, lecteur)
    textes, is_change = [], False
    for paragraphe in racine.iter(f"{W}p"):
        morceaux = [t for t in paragraphe.iter(f"{W}t") if _paragraphe_de(t) is paragraphe]
        is_change |= _paragraphe(morceaux, reparation)
        textes.append("".join(t.text or "" for t in morceaux))
    reparation.textes.append("\n".join(textes))
    return etree.tostring(racine, xml_declaration=True, encoding="UTF-8", standalone=True) if is_change else None


def _paragraphe_de(element) -> object:
    return next(element.iterancestors(f"{W}p"))


def _paragraphe(morceaux: list, reparation: Reparation) -> bool:
    """Répare les marqueurs d'un paragraphe, du dernier au premier ; dit s'il a changé."""
    entier = "".join(t.text or "" for t in morceaux)
    trouves = list(MARQUEUR.finditer(entier))
    changes = [_marqueur(morceaux, trouve, reparation) for trouve in reversed(trouves)]
    return any(changes)


def _marqueur(morceaux: list, trouve: re.Match, reparation: Reparation) -> bool:
    avant = trouve.group()
    apres = _ecrire(avant, reparation)
    premier, dernier = _place(morceaux, trouve.start()), _place(morceaux, trouve.end() - 1)
    if premier[0] == dernier[0] and apres == avant:
        return False
    if premier[0] != dernier[0]:
        reparation.recolles.append(apres)
    _poser(morceaux, premier, dernier, apres)
    return True


def _ecrire(avant: str, reparation: Reparation) -> str:
    """Le marqueur tel que la maison l'écrit ; note ce qui est traduit et ce qui n'est pas repris."""
    if autre := AUTRE.fullmatch(avant):
        traduit = traduire(autre.group(1))
        if traduit is None:
            reparation.non_repris.append(avant)
            return avant
        reparation.convertis.append((avant, traduit))
        return traduit
    return avant.translate(REDRESSE)


def _place(morceaux: list, rang: int) -> tuple[int, int]:
    """(morceau, position) du caractère de ce rang dans le paragraphe."""
    for numero, morceau in enumerate(morceaux):
        longueur = len(morceau.text or "")
        if rang < longueur:
            return numero, rang
        rang -= longueur
    raise IndexError(rang)


def _poser(morceaux: list, premier: tuple[int, int], dernier: tuple[int, int], texte: str) -> None:
    """Écrit le marqueur entier dans son premier morceau, l'ôte des suivants."""
    (debut, depart), (fin, arrivee) = premier, dernier
    reste = morceaux[fin].text[arrivee + 1 :]
    tete = morceaux[debut].text[:depart] + texte
    if debut == fin:
        _noter(morceaux[debut], tete + reste)
        return
    _noter(morceaux[debut], tete)
    for milieu in morceaux[debut + 1 : fin]:
        _noter(milieu, "")
    _noter(morceaux[fin], reste)


def _noter(morceau, texte: str) -> None:
    morceau.text = texte
    morceau.set(ESPACES, "preserve")


def _recrire(archive: zipfile.ZipFile, neuves: dict[str, bytes]) -> bytes:
    sortie = BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as cible:
        for entree in archive.infolist():
            date_fixe = zipfile.ZipInfo(entree.filename, entree.date_time)
            date_fixe.compress_type = zipfile.ZIP_DEFLATED
            cible.writestr(date_fixe, neuves.get(entree.filename) or archive.read(entree))
    return sortie.getvalue()
