"""Essayer une version d'un modèle sur un vrai dossier avant de la publier : son texte, ce qui reste vide."""

import re
import zipfile
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any

from jalon.structure.models import Reglages

from . import moteur
from .contexte import contexte_de
from .models import VersionModele
from .queries import contenu_pret
from .registres import MARQUEURS, Marqueur

LIGNES_MAX = 400
PARAGRAPHE = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
TEXTE = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(tab|br)\b")


@dataclass(frozen=True)
class Essai:
    """Le .docx rempli, son texte ligne à ligne, et les marqueurs que ce dossier laisse vides."""

    docx: bytes
    lignes: list[str]
    vides: list[Marqueur]


def essayer(version: VersionModele, objet: Any) -> Essai:
    """Remplit une version sur un objet de son contexte, sans rien enregistrer ; un texte libre montre son libellé.

    Lève `Refus` : marqueur inconnu ou confidentiel pour ce destinataire, modèle que le moteur refuse.
    """
    modele = version.modele
    textes = {texte["code"]: f"« {texte['libelle']} »" for texte in modele.textes_libres}
    valeurs = contexte_de(
        objet,
        contexte=modele.contexte,
        destinataire=modele.destinataire,
        codes=version.marqueurs,
        textes=textes,
    )
    vides = [m for m in MARQUEURS if m.code in version.marqueurs and not lire(valeurs, m.code)]
    docx = moteur.rendre(contenu_pret(version), _avec_logo(valeurs))
    return Essai(docx, lignes_de(docx), vides)


def lire(valeurs: dict[str, Any], code: str) -> Any:
    """La valeur d'un marqueur dans un contexte ; vide s'il n'y est pas."""
    famille, _, nom = code.rpartition(".")
    return (valeurs.get(famille, {}) if famille else valeurs).get(nom, "")


def _avec_logo(valeurs: dict[str, Any]) -> dict[str, Any]:
    """Le logo, que le contexte nomme par son empreinte, devient une image."""
    structure = valeurs.get("structure", {})
    logo = Reglages.courants().logo if structure.get("logo") else None
    if logo is None:
        return valeurs
    return {**valeurs, "structure": {**structure, "logo": moteur.Image(bytes(logo.contenu))}}


def lignes_de(docx: bytes) -> list[str]:
    """Le texte du corps d'un .docx, un paragraphe par ligne ; les vides ne comptent pas."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        corps = archive.read("word/document.xml").decode("utf-8")
    lus = (_texte(paragraphe) for paragraphe in PARAGRAPHE.findall(corps))
    return [ligne for ligne in lus if ligne][:LIGNES_MAX]


def _texte(paragraphe: str) -> str:
    return "".join(unescape(mot) if not saut else " " for mot, saut in TEXTE.findall(paragraphe)).strip()
