"""Les textes qu'un modèle demande à qui génère, tels qu'ils se saisissent : un par ligne. Fonctions pures."""

from collections.abc import Iterable, Mapping
from typing import Any

from .rules import CODE_TEXTE

ETOILE = "*"
LIBELLE_MAX = 120
NOMBRE_MAX = 20


def lire_textes(saisie: str) -> list[dict[str, Any]]:
    """« objet = Objet du courrier * » donne `[{"code", "libelle", "is_exige"}]`. Lève `ValueError`."""
    textes: list[dict[str, Any]] = []
    for ligne in filter(None, (ligne.strip() for ligne in saisie.splitlines())):
        code, _, libelle = (partie.strip() for partie in ligne.partition("="))
        is_exige = ligne.endswith(ETOILE)
        libelle = libelle.rstrip(ETOILE).strip()
        if not CODE_TEXTE.fullmatch(code) or not libelle:
            raise ValueError(f"« {ligne[:60]} » : écrivez par exemple objet = Objet du courrier.")
        if code in {texte["code"] for texte in textes}:
            raise ValueError(f"Le texte « {code} » est demandé deux fois.")
        textes.append({"code": code, "libelle": libelle[:LIBELLE_MAX], "is_exige": is_exige})
    if len(textes) > NOMBRE_MAX:
        raise ValueError(f"Un modèle demande {NOMBRE_MAX} textes au plus.")
    return textes


def ecrire_textes(textes: Iterable[Mapping[str, Any]]) -> str:
    """L'inverse de `lire_textes`."""
    return "\n".join(f"{t['code']} = {t['libelle']}{' *' if t.get('is_exige') else ''}" for t in textes)
