"""Décisions sur les documents : noms de fichier, titres, tailles, dates. Pures."""

import unicodedata
from datetime import date

from jalon.socle.formats import INSECABLE, montrer_nombre, nettoyer_texte

NOM_MAX = 150
TITRE_MAX = 200
KO, MO = 1024, 1024 * 1024
INTERDITS = '<>:"/\\|?*'
# Écriture de droite à gauche forcée : « facture<U+202E>fdp.exe » se lirait « factureexe.pdf ».
INVISIBLES = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200E, 0x200F, 0xFEFF}


def nettoyer_nom(nom: str) -> str:
    """Le nom du fichier, sans dossier ni signe interdit ; les accents restent, l'extension aussi.

    « C:\\\\temp\\\\Écrit d’Élise.PDF » donne « Écrit d’Élise.pdf » ; un nom vide devient « document ».
    """
    dernier = unicodedata.normalize("NFC", nettoyer_texte(nom)).replace("\\", "/").rstrip("/").rpartition("/")[2]
    sur = "".join(" " if c in INTERDITS or c in "\n\t" else c for c in dernier if ord(c) not in INVISIBLES)
    corps, point, extension = " ".join(sur.split()).strip(". ").rpartition(".")
    if not point:
        return extension[:NOM_MAX] or "document"
    extension = extension.lower()
    return f"{corps.strip()[: NOM_MAX - len(extension) - 1] or 'document'}.{extension}"[:NOM_MAX]


def extension_de(nom: str) -> str:
    """« pdf » ; rien quand le nom n'a pas d'extension."""
    _, point, extension = nom.rpartition(".")
    return extension.lower() if point else ""


def titre_de(nom: str) -> str:
    """Le titre proposé d'après le nom du fichier : sans extension, tirets bas en espaces."""
    corps = nom.rpartition(".")[0] or nom
    return " ".join(corps.replace("_", " ").split())[:TITRE_MAX]


def montrer_taille(octets: int) -> str:
    """« 312 o », « 48 Ko », « 1,4 Mo » : des octets en mots, arrondis."""
    if octets < KO:
        return f"{octets}{INSECABLE}o"
    if octets < MO:
        return f"{montrer_nombre(octets // KO, 0)}{INSECABLE}Ko"
    return f"{montrer_nombre(octets * 10 // MO / 10, 1).removesuffix(',0')}{INSECABLE}Mo"


def reception_rendue(date_reception: date | None, autre_recue: date | None) -> date | None:
    """La date de réception d'un document restauré : perdue si la pièce a été reçue autrement depuis (F6)."""
    return None if autre_recue else date_reception
