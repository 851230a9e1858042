"""Les fichiers de texte et les courriels : de vrais caractères, de vrais en-têtes."""

from ..courriels import lire_courriel


def decoder(contenu: bytes) -> str | None:
    """Le texte, en UTF-8 ou dans l'encodage de Windows ; None si ce n'en est pas."""
    if b"\x00" in contenu:
        return None
    for encodage in ("utf-8-sig", "cp1252"):
        try:
            return contenu.decode(encodage)
        except UnicodeDecodeError:
            continue
    return None


def faute(contenu: bytes) -> str | None:
    texte = decoder(contenu)
    if texte is None or any(ord(c) < 32 and c not in "\n\r\t\f" for c in texte):
        return "n’est pas un fichier de texte."
    return None


def faute_courriel(contenu: bytes) -> str | None:
    return None if lire_courriel(contenu) else "n’est pas un courriel enregistré : il n’a ni expéditeur ni objet."
