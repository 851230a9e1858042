"""Une faute du remplissage, dite dans les mots de qui a écrit le modèle."""

import re

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

DEMESURE = "Ce modèle demande trop de temps ou de mémoire : il est refusé."
APPEL = "Ce modèle appelle une fonction : un modèle lit des valeurs, il n’appelle rien."
INCONNU = "Le marqueur « {nom} » n’existe pas."
SYNTAXE = "Un marqueur est mal écrit{ou} : vérifiez ses accolades, et que chaque boucle ou condition se ferme."
INCLUSION = "Un modèle n’en inclut pas un autre."
FILTRE = "Le format « {nom} » n’existe pas."
AUTRE = "Ce modèle n’a pas pu être rempli : vérifiez ses marqueurs."

_NOM = re.compile(r"'([^']+)' is undefined|has no (?:attribute|element) '?([^']+?)'?$")
_FILTRE = re.compile(r"No (?:filter|test) named '([^']+)'")


def en_mots(faute: BaseException) -> str:
    """La phrase qui se lit à l'écran."""
    if isinstance(faute, MemoryError | RecursionError | OverflowError):
        return DEMESURE
    if isinstance(faute, SecurityError):
        return APPEL
    if isinstance(faute, UndefinedError):
        trouve = _NOM.search(faute.message or "")
        return INCONNU.format(nom=next(filter(None, trouve.groups()))) if trouve else AUTRE
    if trouve := _FILTRE.search(str(faute)):
        return FILTRE.format(nom=trouve.group(1))
    if isinstance(faute, TemplateSyntaxError):
        return SYNTAXE.format(ou=_ou(faute))
    if "no loader" in str(faute):
        return INCLUSION
    return AUTRE


def _ou(faute: TemplateSyntaxError) -> str:
    """« , vers « {{ benef.nom } » » : les mots du document autour de la faute, quand docxtpl les donne."""
    lignes = " ".join(ligne.strip() for ligne in getattr(faute, "docx_context", ()) if "{" in ligne)
    return f", vers « {lignes[:120].strip()} »" if lignes else ""
